"""The series behind signals as pictures: curve, endemic channel, map, diseases by week, and what other settings would have said."""
