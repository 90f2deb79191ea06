"""What a password must not be made of, here: words that whoever attacks this system would try first."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from soyte.text import strip_marks

# The system, its users, Vietnamese habits; compared without marks, blanks and case.
KNOWN = ("soyte", "syt", "matkhau", "password", "yte", "benhvien", "tramyte", "ubnd", "vietnam", "thukho")
_ENDINGS = "0123456789!@#$%^&*._-"


class KnownHereValidator:
    """Refuses a password that is little more than known words and digits: `SoYTe@2025!`, `matkhau123456`."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        rest = "".join(strip_marks(password.lower()).split())
        for word in sorted({*KNOWN, *_own_words(user)}, key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest.strip(_ENDINGS)) < 4:
            raise ValidationError(
                "Mật khẩu này dễ đoán: chỉ gồm những từ quen dùng và vài chữ số. Hãy ghép vài từ không liên quan với nhau.",
                code="known_here",
            )

    def get_help_text(self) -> str:
        """Shown under the field."""
        return "Mật khẩu không được chỉ gồm những từ quen dùng trong ngành và vài chữ số."


def _own_words(user: Any) -> set[str]:
    """The words of somebody's name, account and address."""
    said = " ".join(str(getattr(user, name, "")) for name in ("username", "full_name", "email"))
    return {word for word in re.split(r"[\W_]+", strip_marks(said.lower())) if len(word) > 2}
