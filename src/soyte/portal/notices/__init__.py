"""E-mail to people, with a log of what was sent to whom and what was refused.

notify("Có chỉ tiêu chờ duyệt", "targets/mail.txt", {"count": 3}, permission=Permission.APPROVE_TARGETS, place="99001")
"""

from soyte.portal.notices.sending import notify, send_waiting

__all__ = ["notify", "send_waiting"]
