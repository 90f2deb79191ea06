"""Rules of money (MON), exact to the hundredth of a đồng."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claim_oracle.reading import Dossier, Row, n

CENT = Decimal("0.01")
_SHARES = {Decimal(share) * rate for share in (80, 95, 100) for rate in (1, Decimal("0.4"), Decimal("0.5"))}
ENTITLED = {"3": 95, "4": 80}


def money(d: Dossier) -> Iterator[str]:
    """MON-01 to MON-33 of a dossier."""
    for table in ("XML2", "XML3"):
        for row in d.rows(table):
            yield from _line(d, table, row)
    yield from _sums(d)
    yield from _levels(d)


def _off(told: str, right: Decimal) -> bool:
    return n(told) != right.quantize(CENT)


def _line(d: Dossier, table: str, row: Row) -> Iterator[str]:
    amount, rate, level = n(row["SO_LUONG"]), n(row["TYLE_TT_BH"]), n(row["MUC_HUONG"])
    whole, insured = n(row["THANH_TIEN_BV"]), n(row["THANH_TIEN_BH"])
    own, shared, fund, other = (n(row[name]) for name in ("T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC"))
    drug = table == "XML2"
    if drug:
        right = amount * n(row["DON_GIA"])
        if _off(row["THANH_TIEN_BV"], right):
            yield "MON-01"
        if _off(row["THANH_TIEN_BH"], right * rate / 100):
            yield "MON-02"
        base, paid = whole * (100 - rate) / 100, whole * rate / 100 * level / 100
    else:
        share = n(row["TYLE_TT_DV"]) / 100
        price, price_fund = n(row["DON_GIA_BV"]), n(row["DON_GIA_BH"])
        if _off(row["THANH_TIEN_BV"], amount * price * share):
            yield "MON-03"
        if _off(row["THANH_TIEN_BH"], amount * price_fund * share * rate / 100):
            yield "MON-05"
        base, paid = whole - insured, insured * level / 100
        yield from _prices(d, row, price, price_fund, fund, amount)
    rest = whole - base - paid
    gift = other
    parts = []
    for part in (base, rest, paid):  # other sources pay in this order
        taken = min(gift, part)
        gift -= taken
        parts.append((part - taken).quantize(CENT))
    if [own, shared, fund] != parts:
        yield "MON-08" if other else "MON-06" if drug else "MON-07"
    given = sum(n(row[f"T_NGUONKHAC_{name}"]) for name in ("NSNN", "VTNN", "VTTN", "CL"))
    if other != given or not 0 <= other <= whole:
        yield "MON-09"
    if whole != own + shared + fund + other:
        yield "MON-10"
    if min(whole, insured, own, shared, fund, other) < 0 or amount <= 0:
        yield "MON-19"
    scope = row["PHAM_VI"]
    if scope == "2" and (rate or insured or fund):
        yield "MON-21"
    if scope == "3" and d.card[:2] not in ("QN", "CA", "CY"):
        yield "MON-23"
    if rate != int(rate) or not 0 <= rate <= 100:
        yield "MON-28"
    if level not in _SHARES and not (level == 0 and d.one["MA_DOITUONG_KCB"] == "9"):
        yield "MON-29"


def _prices(d: Dossier, row: Row, price: Decimal, fund_price: Decimal, fund: Decimal, amount: Decimal) -> Iterator[str]:
    code, ceiling = row["MA_DICH_VU"], row["T_TRANTT"]
    unpriced = code.endswith((".0000", "_TB", "_TT"))
    if row["PHAM_VI"] == "1" and fund_price <= 0 and not unpriced:
        yield "MON-22"
    if unpriced and (price or fund_price):
        yield "MON-24"
    if row["TAI_SU_DUNG"] == "1" and price != fund_price:
        yield "MON-25"
    if ceiling:
        if fund_price != min(price, n(ceiling)):
            yield "MON-26"
        if fund > n(ceiling) * amount:
            yield "MON-27"


def _sums(d: Dossier) -> Iterator[str]:
    one = d.one

    def total(name: str, rows: list[Row]) -> Decimal:
        return sum((n(row[name]) for row in rows), Decimal(0))

    if n(one["T_THUOC"]) != total("THANH_TIEN_BV", d.rows("XML2")):
        yield "MON-11"
    if n(one["T_VTYT"]) != total("THANH_TIEN_BV", [row for row in d.rows("XML3") if row["MA_NHOM"] in ("10", "11")]):
        yield "MON-12"
    if n(one["T_TONGCHI_BV"]) != total("THANH_TIEN_BV", d.costs):
        yield "MON-13"
    if n(one["T_TONGCHI_BH"]) != total("THANH_TIEN_BH", d.costs):
        yield "MON-14"
    if any(n(one[name]) != total(name, d.costs) for name in ("T_BNTT", "T_BNCCT", "T_NGUONKHAC")):
        yield "MON-15"
    if n(one["T_BHTT"]) != n(one["T_TONGCHI_BH"]) - n(one["T_BNCCT"]) or n(one["T_BHTT"]) != total("T_BHTT", d.costs):
        yield "MON-16"
    if d.card[:2] not in ("CA", "CY", "QN"):
        direct = total("T_BHTT", [row for row in d.costs if row["MA_PTTT"] == "1"])
        if n(one["T_BHTT_GDV"]) != direct:
            yield "MON-17"
    if n(one["T_TONGCHI_BV"]) != sum(n(one[name]) for name in ("T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC")):
        yield "MON-18"
    if not n(one["T_BHTT"]) <= n(one["T_TONGCHI_BH"]) <= n(one["T_TONGCHI_BV"]):
        yield "MON-20"


def _levels(d: Dossier) -> Iterator[str]:
    one = d.one
    levels = {n(row["MUC_HUONG"]) for row in d.costs if row["PHAM_VI"] == "1"}
    if not d.card or not levels:
        return
    small = n(one["T_TONGCHI_BH"]) < 351_000
    exempt, primary = bool(one["NGAY_MIEN_CCT"]), one["MA_DOITUONG_KCB"] == "1.2"
    if not (small or exempt or primary) and max(levels) > ENTITLED.get(d.card[2:3], 100):
        yield "MON-30"
    if small and min(levels) < 100:
        yield "MON-31"
    if exempt and min(levels) < 100:
        yield "MON-32"
    if primary and min(levels) < 100:
        yield "MON-33"
