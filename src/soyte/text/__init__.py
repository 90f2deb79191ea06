"""Vietnamese text: normalised copies with a way back, and keys for matching."""

from soyte.text.normalise import NormalText, normalise
from soyte.text.fold import fold, strip_marks

__all__ = ["NormalText", "fold", "normalise", "strip_marks"]
