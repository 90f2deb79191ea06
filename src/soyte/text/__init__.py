"""Vietnamese text: normalised copies with a way back, and keys for matching."""

from soyte.text.fold import fold, strip_marks
from soyte.text.fold_in_place import fold_in_place
from soyte.text.normalise import NormalText, normalise

__all__ = ["NormalText", "fold", "fold_in_place", "normalise", "strip_marks"]
