"""The detectors that are held against each other, with settings for weeks and for months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from soyte.catalogue.detection import Ears, Farrington, detection
from soyte.surveillance.detectors.cdc import cdc
from soyte.surveillance.detectors.cusum import cusum
from soyte.surveillance.detectors.ears import ears
from soyte.surveillance.detectors.endemic_channel import endemic_channel
from soyte.surveillance.detectors.farrington import Settings as Classic
from soyte.surveillance.detectors.farrington import farrington
from soyte.surveillance.detectors.farrington_flexible import Settings, farrington_flexible
from soyte.surveillance.detectors.outbreakp import outbreak_p
from soyte.surveillance.detectors.outcome import Array, Outcome, Positions
from soyte.surveillance.detectors.rki import bayes, rki

Run = Callable[[Array, Positions, int], Outcome]
WEEKS, MONTHS = 52, 12


@dataclass(frozen=True)
class Contender:
    """`name` is for tables; `run` gives the outcome of counts (series, time), tested moments and counts a year; `weekly` methods say
    nothing about months."""

    name: str
    run: Run
    weekly: bool = False


def flexible(name: str, **settings: Any) -> Contender:
    """The flexible Farrington detector; `years`, `alpha`, `least`, `threshold`, `compat` … differ from the defaults for weeks or months."""
    compat = settings.pop("compat", "textbook")

    def run(counts: Array, moments: Positions, frequency: int) -> Outcome:
        chosen = replace(for_frequency(frequency), **settings)
        return farrington_flexible(counts, chosen, frequency=frequency, moments=moments, compat=compat)

    return Contender(name, run)


def for_frequency(frequency: int) -> Settings:
    """For weeks as published (Noufaily 2013); for months the season is three months, the rest of the year three parts, and the
    half year before the moment is left out as there."""
    return Settings() if frequency > MONTHS else Settings(half_width=1, parts=4, left_out=6, least=(5, 2))


def chosen() -> Contender:
    """What `soyte signals` asks first (`catalogue/detection.yaml`), with the whole history that it may use."""

    def run(counts: Array, moments: Positions, frequency: int) -> Outcome:
        found = detection()
        method = (found.week if frequency > MONTHS else found.month)[0]
        if not isinstance(method, Farrington):
            raise TypeError("the first method of detection.yaml is the flexible Farrington detector")
        settings = Settings(
            years=method.most_years, half_width=method.half_width, parts=method.parts, left_out=method.left_out,
            alpha=method.alpha, trend=method.trend, least=method.least_cases,
        )  # fmt: skip
        return farrington_flexible(counts, settings, frequency=frequency, moments=moments, compat=method.compat)

    return Contender("Mặc định", run)


def fallback() -> Contender:
    """What `soyte signals` asks where the history is too short for the first method."""

    def run(counts: Array, moments: Positions, frequency: int) -> Outcome:
        found = detection()
        method = (found.week if frequency > MONTHS else found.month)[-1]
        if not isinstance(method, Ears):
            raise TypeError("the last method of detection.yaml is one of EARS")
        named: Literal["C1", "C2", "C3"] = {"ears_c1": "C1", "ears_c2": "C2", "ears_c3": "C3"}[method.method]  # type: ignore[assignment]
        return ears(
            counts, named, baseline=method.baseline, min_sigma=method.min_sigma, alpha=method.alpha, moments=moments
        )

    return Contender("Mặc định khi lịch sử ngắn", run)


def _classic(alpha: float) -> Run:
    def run(counts: Array, moments: Positions, frequency: int) -> Outcome:
        width = 3 if frequency > MONTHS else 1
        return farrington(counts, Classic(alpha=alpha, half_width=width), frequency=frequency, moments=moments)

    return run


def _ears(method: Any) -> Run:
    return lambda counts, moments, _: ears(counts, method, moments=moments)


def _past(detector: Callable[..., Outcome], years: int, *, this_year: bool, **more: Any) -> Run:
    def run(counts: Array, moments: Positions, frequency: int) -> Outcome:
        width = (6 if years == 0 or not this_year else 3) if frequency > MONTHS else (6 if years == 0 else 1)
        return detector(
            counts, years=years, half_width=width, this_year=this_year, frequency=frequency, moments=moments, **more
        )

    return run


def _channel(method: Any) -> Run:
    return lambda counts, moments, frequency: endemic_channel(counts, method, frequency=frequency, moments=moments)


def _cusum(transformation: Any, level: Any) -> Run:
    def run(counts: Array, moments: Positions, frequency: int) -> Outcome:
        return cusum(counts, level=level, transformation=transformation, frequency=frequency, moments=moments)

    return run


CONTENDERS = (
    chosen(),
    fallback(),
    flexible("Farrington cải tiến, α 0,05", alpha=0.05),
    flexible("Farrington cải tiến, α 0,01", alpha=0.01),
    flexible("Farrington cải tiến, α 0,001", alpha=0.001),
    flexible("Farrington cải tiến, α 0,01, không đòi số ca", alpha=0.01, least=(0, 1)),
    flexible("Farrington cải tiến, α 0,01, 3 năm", alpha=0.01, years=3),
    flexible("Farrington cải tiến, α 0,01, không xu thế", alpha=0.01, trend=False),
    flexible("Farrington cải tiến, α 0,01, như gói R", alpha=0.01, compat="surveillance"),
    flexible("Farrington cải tiến, α 0,01, muan", alpha=0.01, threshold="muan"),
    flexible("Farrington cải tiến, α 0,01, muan, như gói R", alpha=0.01, threshold="muan", compat="surveillance"),
    Contender("Farrington 1996, α 0,05", _classic(0.05)),
    Contender("Farrington 1996, α 0,01", _classic(0.01)),
    Contender("EARS C1", _ears("C1")),
    Contender("EARS C2", _ears("C2")),
    Contender("EARS C3", _ears("C3")),
    Contender("Đường cong chuẩn, trung bình + 2 độ lệch chuẩn", _channel("mean_sd")),
    Contender("Đường cong chuẩn, tứ phân vị", _channel("quartiles")),
    Contender("Đường cong chuẩn, hình học", _channel("geometric")),
    Contender("RKI 1", _past(rki, 0, this_year=True)),
    Contender("RKI 2", _past(rki, 1, this_year=True)),
    Contender("RKI 3", _past(rki, 2, this_year=False)),
    Contender("Bayes 1", _past(bayes, 0, this_year=True, alpha=0.01)),
    Contender("Bayes 2", _past(bayes, 1, this_year=True, alpha=0.01)),
    Contender("Bayes 3", _past(bayes, 2, this_year=False, alpha=0.01)),
    Contender(
        "CDC",
        lambda counts, moments, frequency: cdc(counts, alpha=0.01, frequency=frequency, moments=moments),
        weekly=True,
    ),
    Contender("CUSUM Rossi, có mùa", _cusum("rossi", "glm")),
    Contender("CUSUM chuẩn", _cusum("standard", None)),
    Contender("OutbreakP", lambda counts, moments, _: outbreak_p(counts, moments=moments)),
)
