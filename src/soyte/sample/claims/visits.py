"""A batch of visits, one number a visit in every array: the record from which all tables of a dossier are written."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims.homes import Ints

CODES = ("1.1", "1.2", "1.3", "1.5", "1.7", "1.12", "1.15", "2", "3.3", "9", "10")
"""Values of MA_DOITUONG_KCB by number."""

MINUTES = 1440  # of a day


@dataclass(frozen=True)
class Visits:
    """Times in minutes since 1970 (`ward` −1 without a bed), days since 1970; `kind` is MA_LOAI_KCB; `code` a number of
    `CODES`; `sender` and `receiver` facilities or −1; `days` of drugs; `appointment` a day or −1; `children` born;
    `paper` is the number of the paper with which the patient was sent here from a dossier of this feed, or 0."""

    facility: Ints
    person: Ints
    condition: Ints
    kind: Ints
    code: Ints
    came: Ints
    ward: Ints
    left: Ints
    paid: Ints
    result: Ints
    leaving: Ints
    sender: Ints
    receiver: Ints
    days: Ints
    appointment: Ints
    children: Ints
    newborn: NDArray[np.bool_]
    operated: NDArray[np.bool_]
    exams: Ints
    serial: Ints
    paper: Ints

    def __len__(self) -> int:
        return len(self.facility)

    @property
    def nights(self) -> Ints:
        """Days between the day of admission to the ward, or of arrival, and the day of leaving."""
        begun = np.where(self.ward >= 0, self.ward, self.came)
        return np.asarray(self.left // MINUTES - begun // MINUTES)

    @property
    def inpatient(self) -> NDArray[np.bool_]:
        """Those with a ward: kinds 03, 04 and 09."""
        return np.isin(self.kind, (3, 4, 9))

    def taken(self, which: NDArray[np.int64]) -> Visits:
        """Some of the visits, in the order given."""
        return replace(self, **{field.name: getattr(self, field.name)[which] for field in fields(self)})
