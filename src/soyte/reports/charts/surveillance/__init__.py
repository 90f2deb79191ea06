"""Charts of surveillance, written with Altair: epidemic curve, endemic channel, signals on a map, delay triangle, heat map.

Each function takes plain values and gives a `Chart`, which `soyte.reports.charts.render` draws. What matters is never told by colour
alone: an alarm is a triangle and a word, what could not be tested a question mark, what nobody reported a cross.
"""

from soyte.reports.charts.surveillance.channel import Channel, endemic_channel
from soyte.reports.charts.surveillance.curve import epidemic_curve
from soyte.reports.charts.surveillance.delays import Delays, delay_triangle
from soyte.reports.charts.surveillance.heat import heat_map
from soyte.reports.charts.surveillance.signal_map import signal_map
from soyte.reports.charts.surveillance.small import Found, back_test_multiples
from soyte.reports.charts.surveillance.watch import Watch

__all__ = [
    "Channel", "Delays", "Found", "Watch", "back_test_multiples", "delay_triangle", "endemic_channel", "epidemic_curve",
    "heat_map", "signal_map",
]  # fmt: skip
