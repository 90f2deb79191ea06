"""The grammar of figures in running text.

    figures    := excluded | pair | list | range | quantity
    pair       := number "/" number [unit]                      12/14 chỉ tiêu, 222/222, 8.120/3
    list       := "mức" number ("," number)*                     mức 4,5
    range      := ["từ"] number ("-" | "đến") quantity           18-20 ca, từ 5 đến 8 ca
    quantity   := [qualifier] number [scale] [unit] ["trở lên"]
    number     := digits | words

Dates, times and periods are found by the periods room first; what `exclusions` takes is no figure either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from soyte import periods
from soyte.quantities import literals, words
from soyte.quantities.exclusions import excluded
from soyte.quantities.model import NO_UNIT, Form, Ignored, Quantity, Scan, Unit, UnitKind
from soyte.quantities.qualifiers import qualifier_after, qualifier_before
from soyte.quantities.tokens import Kind, Token, Tokens
from soyte.quantities.units import base_at, density_at, noun_at, unit_at

_PAIRED = (UnitKind.COUNT, UnitKind.MONEY, UnitKind.MEASURE)
_COUNTED_WORDS = {"ca", "trường hợp", "ổ dịch", "vụ", "bệnh nhân", "người bệnh", "cơ sở"}
_NO_NOUN = {
    "tại", "trong", "so", "với", "là", "được", "đã", "và", "của", "ở", "cho", "trên", "tăng", "giảm", "đạt", "có", "thì",
    "từ", "đến", "theo", "do", "vì", "nên", "nhưng", "còn", "chiếm", "hoặc", "bằng", "về", "cùng", "vào", "ra", "lên",
    "xuống", "qua", "sau", "trước", "này", "đó", "các", "những", "mỗi", "cả", "không", "chưa", "tử", "mắc", "vượt", "thuộc",
    "gồm", "như", "khi", "để", "hơn", "mới", "khác", "trở", "tới", "cao", "thấp", "nội", "ngoại", "nam", "nữ", "tương", "gấp",
    "toàn", "phải", "đang", "chỉ", "giải", "cần", "nhằm", "kể", "tiếp", "kết", "hiện", "nay", "nếu", "đồng", "nhất", "nhì", "đầu",
    "cuối", "giữa", "ngay", "riêng", "ngoài", "bên", "dưới", "gần", "khoảng", "ước", "thực", "hoàn", "đúng", "sai", "phát", "xảy", "giao", "ghi", "phục", "chiếm", "tham", "nằm", "sử", "dùng", "thu", "chi", "nhập", "xuất", "trực", "liên", "quá", "vẫn", "lại", "sẽ", "cũng", "bị", "tính", "hay", "đều", "trừ", "song", "tuy", "mà", "thứ", "trung", "bình",
}  # fmt: skip


def scan(text: str, mentions: Sequence[periods.Mention] | None = None) -> Scan:
    """Every digit string (and number in words) of a normalised text, in text order.

    `mentions` are the dates and periods of the text when the caller has found them already.
    """
    return _Scanner(text, periods.find(text) if mentions is None else mentions).run()


class _Scanner:
    def __init__(self, text: str, mentions: Sequence[periods.Mention]) -> None:
        self.text = text
        self.tokens = Tokens(text)
        self.quantities: list[Quantity] = []
        self.ignored: list[Ignored] = []
        self.mentions = mentions
        self.style = literals.Style.UNKNOWN

    def run(self) -> Scan:
        taken = self._taken()
        free = [t.key for i, t in enumerate(self.tokens.items) if t.kind is Kind.NUMBER and i not in taken]
        self.style = literals.document_style(free)
        i = 0
        while i < len(self.tokens):
            i = self._step(i, taken)
        return Scan(tuple(self._restyled(self._share_units(self.quantities))), tuple(self.ignored))

    def _taken(self) -> dict[int, int]:
        """Token index → index behind it, for every date, time or period."""
        taken: dict[int, int] = {}
        for mention in self.mentions:
            first, last = self.tokens.at(mention.start), self.tokens.at(mention.end)
            for i in range(first, last):
                taken[i] = last
            if any(c.isdigit() for c in self.text[mention.start : mention.end]):
                self.ignored.append(Ignored(mention.start, mention.end, "date"))
        return taken

    def _step(self, i: int, taken: dict[int, int]) -> int:
        """Consume at least one token from `i` on; returns where to go on."""
        if i in taken:
            return taken[i]
        token = self.tokens[i]
        if token.kind is Kind.NUMBER:
            if i - 2 in taken and self.tokens.key(i - 1) in {",", "và", "-", ";"} and self._bare_year(i):
                self.ignored.append(Ignored(token.start, token.end, "date"))
                taken[i] = i + 1
                return i + 1
            return self._number(i, taken)
        if token.kind is Kind.WORD and words.is_number_word(token.key):
            return self._spelt(i)
        return i + 1

    def _bare_year(self, i: int) -> bool:
        """The later ones of `năm 2018, 2019, 2020`."""
        digits = self.tokens.key(i)
        return digits.isdigit() and len(digits) == 4 and digits[:2] in {"19", "20"} and not unit_at(self.tokens, i + 1)[1]

    def _number(self, i: int, taken: dict[int, int]) -> int:
        announced = self._announced_base(i)
        if announced:
            return i + announced
        no_figure = excluded(self.tokens, i)
        if no_figure is not None:
            kind, length = no_figure
            self.ignored.append(Ignored(self.tokens[i].start, self.tokens[i + length - 1].end, kind))
            return i + length
        for production in (self._list, self._pair, self._range):
            end = production(i, taken)
            if end:
                return end
        return self._plain(i)

    # --- productions ---------------------------------------------------------------------------------------------

    def _announced_base(self, i: int) -> int:
        """`trên 10.000 dân` without a number in front belongs to the name of a rate, which it gives its unit."""
        base = base_at(self.tokens, i)
        before = self.tokens.key(i - 1)
        slash = before == "/"
        if slash and self.tokens.key(i) in {"10", "100"} and "điểm" in {self.tokens.key(i - 2), self.tokens.key(i + 1)}:
            self.ignored.append(Ignored(self.tokens[i].start, self.tokens[i].end, "unit"))
            return 2 if self.tokens.key(i + 1) == "điểm" else 1  # 87,5 điểm/100 điểm
        if base is None and slash:
            tail = density_at(self.tokens, i - 1)
            base = (tail[0], tail[1] - 1) if tail else None
        if base is None or before not in {"/", "trên", "quân", "tính", "cho", "mỗi", "một"}:
            return 0
        if base[0].split()[-1] not in {"dân", "sống", "gái"} and not slash:
            return 0
        noun = self._noun_before(i - 1)
        name = f"{noun}/{base[0]}" if noun else f"/{base[0]}"
        self.ignored.append(
            Ignored(self.tokens[i].start, self.tokens[i + base[1] - 1].end, "unit", Unit(name, UnitKind.DENSITY))
        )
        return base[1]

    def _noun_before(self, i: int) -> str:
        """The noun of a rate: the one that `số` or `tỷ lệ` introduces, else the nearest before token `i` in its clause."""
        nearest = ""
        for k in range(i - 1, max(-1, i - 12), -1):
            if self.tokens[k].kind is not Kind.WORD and self.tokens.key(k) not in {"(", ")", "/"}:
                break
            noun = noun_at(self.tokens, k)
            if noun is None or noun[0].kind is not UnitKind.COUNT or noun[0].name not in _RATED:
                continue
            if self.tokens.key(k - 1) in {"số", "lệ"}:
                return noun[0].name
            if not nearest:
                wider = noun_at(self.tokens, k - 1)
                nearest = wider[0].name if wider is not None and wider[1] > noun[1] else noun[0].name
        return nearest

    def _list(self, i: int, taken: dict[int, int]) -> int:
        """`mức 4,5` lists two levels."""
        token = self.tokens[i]
        if self.tokens.key(i - 1) != "mức" or self.tokens.key(i - 2) != "đạt":
            return self._levels(i)
        if not all(p.isdigit() and len(p) == 1 for p in token.key.split(",")):
            return 0
        if self.tokens.key(i + 1) in {"%", "‰"} or unit_at(self.tokens, i + 1)[1]:
            return 0
        position = token.start
        unit = Unit("mức", UnitKind.COUNT)
        for part in token.key.split(","):
            value = Decimal(part)
            self.quantities.append(
                Quantity(position, position + 1, part, value, Decimal(1), unit, form=Form.LIST, readings=(value,), lead=position)
            )
            position += 2
        j = i + 1
        while self.tokens.key(j) in {",", "và"} and self.tokens[j + 1].kind is Kind.NUMBER and len(self.tokens.key(j + 1)) == 1:
            if unit_at(self.tokens, j + 2)[1]:
                break
            value, at = Decimal(self.tokens.key(j + 1)), self.tokens[j + 1]
            self.quantities.append(
                Quantity(at.start, at.end, at.key, value, Decimal(1), unit, form=Form.LIST, readings=(value,), lead=at.start)
            )
            j += 2
        return j

    def _levels(self, i: int) -> int:
        """`nguy cơ ở mức 3, 4`: levels of a scale are names unless the text says that they were reached."""
        token = self.tokens[i]
        if self.tokens.key(i - 1) != "mức" or not all(part.isdigit() and len(part) == 1 for part in token.key.split(",")):
            return 0
        if unit_at(self.tokens, i + 1)[1] or self.tokens.key(i + 1) in words.SCALES:
            return 0
        j = i + 1
        while self.tokens.key(j) in {",", "và"} and self.tokens[j + 1].kind is Kind.NUMBER and len(self.tokens.key(j + 1)) == 1:
            j += 2
        self.ignored.append(Ignored(token.start, self.tokens[j - 1].end, "name"))
        return j

    def _pair(self, i: int, taken: dict[int, int]) -> int:
        """`12/14 chỉ tiêu`, `(222/222)`, `8.120/3`: two figures around one slash."""
        first, slash, second = self.tokens[i], self.tokens[i + 1], self.tokens[i + 2]
        if slash.key != "/" or second.kind is not Kind.NUMBER or i + 2 in taken:
            return 0
        if self.tokens.key(i + 3) == "/" and self.tokens[i + 4].kind is Kind.NUMBER:
            return 0
        if density_at(self.tokens, i + 1) is not None:  # 17/10.000 dân is one figure
            return 0
        unit, length = self._unit(i + 3)
        if unit is NO_UNIT and self._date_like(i):
            self.ignored.append(Ignored(first.start, second.end, "date"))
            return i + 3
        shared = unit if unit.kind in _PAIRED else NO_UNIT
        kind = UnitKind.COUNT
        made = []
        for token, form in ((first, Form.NUMERATOR), (second, Form.DENOMINATOR)):
            read = literals.readings(token.key)
            if not read:
                return 0
            chosen, _ = literals.resolve(read, unit.kind if unit.kind is UnitKind.MONEY else kind, self.style)
            end = token.end
            if form is Form.DENOMINATOR and length and unit.kind in _PAIRED:
                end = self.tokens[i + 2 + length].end
            qualified = qualifier_before(self.tokens, i)
            made.append(
                Quantity(
                    token.start, end, token.key, chosen.value, chosen.precision, shared,
                    qualifier=qualified.name if form is Form.NUMERATOR else "exact",
                    form=form, readings=(chosen.value,), estimate=qualified.estimate, lead=token.start,
                )  # fmt: skip
            )
        self.quantities += made
        return i + 3 + (length if unit.kind in _PAIRED else 0)

    def _date_like(self, i: int) -> bool:
        """`Ngày Dân số thế giới 11/7`, `Tết Đoan Ngọ 5/5 âm lịch`: a day and a month in a name."""
        one, two = self.tokens.key(i), self.tokens.key(i + 2)
        if not (one.isdigit() and two.isdigit() and 1 <= int(one) <= 31 and 1 <= int(two) <= 12):
            return False
        before = self.tokens[i - 1]
        named = {self.tokens.key(k) for k in range(max(0, i - 8), i)} & {"ngày", "tết", "lễ", "dịp"}
        return before.kind is Kind.WORD and bool(named) and before.key not in {"đạt", "có", "cả", "được", "hoàn", "thành"}

    def _range(self, i: int, taken: dict[int, int]) -> int:
        """`18-20 ca`, `từ 5 đến 8 ca`, `80 - 95 ca/tuần`, `15% - 20%`."""
        unit, length = self._unit(i + 1)
        j = i + 1 + length
        dash = self.tokens.key(j) == "-"
        until = self.tokens.key(j) in {"đến", "tới"} and self._from_word(i)
        if not (dash or until) or self.tokens[j + 1].kind is not Kind.NUMBER or j + 1 in taken:
            return 0
        if excluded(self.tokens, j + 1) is not None:
            return 0
        scale, scale_length = self._scale(j + 2)
        high_unit, high_length = self._unit(j + 2 + scale_length)
        if high_unit is NO_UNIT and unit is NO_UNIT and not scale_length and not until:
            return 0
        if length and high_unit.name != unit.name:
            return 0
        low_read, high_read = literals.readings(self.tokens[i].key), literals.readings(self.tokens[j + 1].key)
        if not low_read or not high_read:
            return 0
        low, _ = literals.resolve(low_read, high_unit.kind, self.style)
        high, _ = literals.resolve(high_read, high_unit.kind, self.style)
        if not low.value < high.value:
            return 0
        end = j + 2 + scale_length + high_length
        qualified = qualifier_before(self.tokens, i)
        self.quantities.append(
            Quantity(
                self.tokens[i].start, self.tokens[end - 1].end, self.text[self.tokens[i].start : self.tokens[j + 1].end],
                low.value * scale, low.precision * scale, high_unit if high_length else unit, "range", Form.RANGE,
                high=high.value * scale, estimate=qualified.estimate, inclusive=True,
                readings=(low.value * scale,), lead=self.tokens[qualified.lead].start,
            )  # fmt: skip
        )
        return end

    def _from_word(self, i: int) -> bool:
        """`từ 5 đến 8` is a range; `tăng từ 5 đến 8`, `từ 5 lên 8` is a move."""
        if self.tokens.key(i - 1) != "từ":
            return False
        return self.tokens.key(i - 2) not in {"tăng", "giảm", "nâng", "hạ", "tăng lên"}

    def _plain(self, i: int) -> int:
        token = self.tokens[i]
        read = literals.readings(token.key)
        if not read:
            self.ignored.append(Ignored(token.start, token.end, "section"))
            return i + 1
        return self._finish(i, i + 1, token.key, read)

    def _spelt(self, i: int) -> int:
        """Numbers in words, where a noun of counting or a scale makes them unmistakable."""
        if self.tokens.words(i, "một", "vạn", "dân"):
            return i + (self._announced_base(i) or 3)
        keys = [self.tokens.key(k) for k in range(i, min(i + 16, len(self.tokens))) if self._same_line(i, k)]
        read = words.read_words(keys)
        if read is None:
            return i + 1
        value, length = read
        noun = noun_at(self.tokens, i + length)
        scaled = any(key in words.SCALES or key == "trăm" for key in keys[:length])
        small = noun is not None and noun[0].name in _COUNTED_WORDS and (length > 1 or keys[0] not in {"năm", "tư"})
        if keys[0] in {"vạn", "triệu", "tỷ"} or self.tokens.words(i, "một", "vạn", "dân") or not (small or (scaled and length > 1)):
            return i + length if length > 1 else i + 1
        announced = self._announced_base(i)
        if announced:
            return i + announced
        if base_at(self.tokens, i) is not None or (not scaled and self.tokens.key(i - 1) in {"mỗi", "từng"}):
            return i + length
        digits = self.text[self.tokens[i].start : self.tokens[i + length - 1].end]
        literal = literals.Literal(value, Decimal(1), literals.Style.UNKNOWN)
        return self._finish(i, i + length, digits, (literal,))

    def _same_line(self, i: int, k: int) -> bool:
        return all(self.tokens[m].kind is Kind.WORD for m in range(i, k + 1))

    # --- parts ---------------------------------------------------------------------------------------------------

    def _finish(self, i: int, after: int, digits: str, read: tuple[literals.Literal, ...]) -> int:
        """A quantity whose number covers tokens `i` to `after`: scale, unit, qualifiers, sign."""
        scale, scale_length = self._scale(after)
        unit, unit_length = self._unit(after + scale_length, scaled=scale_length > 0)
        kind = unit.kind if unit is not NO_UNIT or not scale_length else UnitKind.MEASURE
        chosen, open_readings = literals.resolve(read, kind, self.style)
        qualified = qualifier_before(self.tokens, i)
        name, inclusive = qualified.name, qualified.inclusive
        end = after + scale_length + unit_length
        behind = qualifier_after(self.tokens, end) if self.tokens.key(i - 1) in {"từ", "đạt", "mức", "có"} or unit_length else None
        if behind is not None:
            name, inclusive = behind
        sign = -1 if self._negative(i) else 1
        self.quantities.append(
            Quantity(
                self.tokens[i].start, self.tokens[end - 1].end, digits, sign * chosen.value * scale, chosen.precision * scale,
                unit, name, estimate=qualified.estimate, inclusive=inclusive,
                readings=tuple(sign * literal.value * scale for literal in open_readings),
                lead=self.tokens[qualified.lead].start,
            )  # fmt: skip
        )
        return end

    def _scale(self, index: int) -> tuple[Decimal, int]:
        """Scale words that belong to the number: `1,3 triệu sổ`, but not `1,6 tỷ đồng`, whose unit they are."""
        scale, length = Decimal(1), 0
        while self.tokens.key(index + length) in words.SCALES:
            scale *= words.SCALES[self.tokens.key(index + length)]
            length += 1
        if not length:
            return Decimal(1), 0
        noun = noun_at(self.tokens, index + length)
        if noun is not None and noun[0].kind is UnitKind.MONEY:
            return Decimal(1), 0
        if self.tokens.key(index + length - 1) == "tỷ" and noun is None:
            return Decimal(1), 0  # "71 tỷ" is money with its đồng left out
        return scale, length

    def _unit(self, index: int, *, scaled: bool = False) -> tuple[Unit, int]:
        wrapped = self.tokens[index].kind is Kind.BREAK and self.tokens[index].text.count("\n") <= 2
        if wrapped and (self.tokens.key(index + 1) in {"%", "‰"} or self.tokens[index + 1].text[:1].islower()):
            unit, length = unit_at(self.tokens, index + 1)
            return (unit, length + 1) if length else (NO_UNIT, 0)
        if self.tokens.words(index, "âm", "lịch"):
            return NO_UNIT, 0
        unit, length = unit_at(self.tokens, index)
        if length and not self._crosses_paragraph(index, length):
            return unit, length
        if not scaled and self.tokens.key(index) == "tỷ":
            return Unit("tỷ đồng", UnitKind.MONEY), 1
        return self._unlisted_noun(index)

    def _crosses_paragraph(self, index: int, length: int) -> bool:
        return any(self.tokens[k].kind is Kind.BREAK for k in range(index, index + length))

    def _unlisted_noun(self, index: int) -> tuple[Unit, int]:
        """A noun the table lacks: one plain word behind the number, in lower case."""
        token: Token = self.tokens[index]
        if token.kind is not Kind.WORD or token.glued or token.key in _NO_NOUN or not token.text.islower() or len(token.text) < 2:
            return NO_UNIT, 0
        if words.is_number_word(token.key):
            return NO_UNIT, 0
        return Unit(token.text.lower(), UnitKind.COUNT), 1

    def _negative(self, i: int) -> bool:
        sign, before = self.tokens[i - 1], self.tokens[i - 2]
        return sign.key == "-" and self.tokens[i].glued and before.key in {"(", ":"} and not self.tokens.line_start(i - 1)

    def _restyled(self, found: list[Quantity]) -> list[Quantity]:
        """Read what stays open as the unmistakable numbers of the same kind of unit are written: money may follow another
        habit than counts."""
        habits = {kind: literals.document_style(q.digits for q in found if q.unit.kind is kind) for kind in (UnitKind.MONEY, UnitKind.MEASURE)}
        done: list[Quantity] = []
        for quantity in found:
            style = habits.get(quantity.unit.kind, literals.Style.UNKNOWN)
            if len(quantity.readings) > 1 and style not in (literals.Style.UNKNOWN, self.style):
                chosen, rest = literals.resolve(literals.readings(quantity.digits), quantity.unit.kind, style)
                quantity = replace(quantity, value=chosen.value, precision=chosen.precision, readings=tuple(r.value for r in rest))
            done.append(quantity)
        return done

    # --- units that neighbours share -----------------------------------------------------------------------------

    def _share_units(self, found: list[Quantity]) -> list[Quantity]:
        """One density may serve two figures: `58 giường bệnh và 13,2 bác sĩ trên một vạn dân`."""
        shared = list(found)
        for k in range(len(shared) - 1):
            one, two = shared[k], shared[k + 1]
            between = self.text[one.end : two.start].strip(" ,").lower()
            if two.unit.kind is UnitKind.DENSITY and one.unit.kind is UnitKind.COUNT and one.unit.name in _RATED:
                if between in {"và", "", ",", "bệnh và", "bệnh,"}:
                    tail = two.unit.name.split("/", 1)[1]
                    shared[k] = replace(one, unit=Unit(f"{one.unit.name}/{tail}", UnitKind.DENSITY))
        return shared


_RATED = {
    "giường", "bác sĩ", "dược sĩ", "điều dưỡng", "ca", "trường hợp", "người", "trẻ", "trẻ trai", "bệnh viện", "trạm", "y sĩ",
    "nhân viên", "cán bộ", "người bệnh", "bệnh nhân", "hộ sinh", "kỹ thuật viên", "lượt",
}  # fmt: skip
