"""A youth has another worker for good: what is asked, and who is told what.

The words stand in `content/locale/{da,en}/LC_MESSAGES/handover.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class HandoverKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    CHANGED = "youth.worker_changed", "navn dato medarbejder forrige"

    # In steps: whose, who, to whom, sure
    WHOSE = "staff.handover_whose"
    B_OF = "staff_button.handover_of", "medarbejder antal"
    WHO = "staff.handover_who", "medarbejder", "own_name"
    NOBODY = "staff.handover_nobody"
    TO_WHOM = "staff.handover_to_whom", "hvem medarbejder", "own_name"
    NO_COLLEAGUE = "staff.handover_no_colleague"
    SURE = "staff.handover_sure", "hvem medarbejder vikar", "own_name"
    FOLLOWS = "staff.handover_follows", "numre opgaver ulaeste"
    FOLLOWS_NO_CASE = "staff.handover_follows_no_case", "opgaver ulaeste"
    TELLS = "staff.handover_tells", "hvornaar"
    TELLS_NOT = "staff.handover_tells_not", "medarbejder", "own_name"
    B_YES = "staff_button.handover_yes"
    DONE = "staff.handover_done", "hvem medarbejder", "own_name"
    SAME = "staff.handover_same", "hvem medarbejder", "own_name"
    NOT_HERE = "staff.handover_not_here", "hvem"
    ENDED = "staff.handover_ended", "hvem"
    MOVED_ON = "staff.handover_moved_on", "hvem medarbejder", "own_name"

    # To both workers
    GOT = "staff.handover_got", "hvem medarbejder", "own_name"
    HELLO_TOLD = "staff.handover_hello_told", "hvornaar"
    HELLO_WITHDRAWN = "staff.handover_hello_withdrawn", "hvem hvornaar"
    HELLO_UNTOLD = "staff.handover_hello_untold", "hvornaar"
    GAVE = "staff.handover_gave", "hvem medarbejder", "own_name"
    GAVE_COVERS = "staff.handover_gave_covers", "hvem medarbejder", "own_name"
    CASE_MOVED = "staff.handover_case_moved", "nummer medarbejder", "own_name"
    B_OPEN_YOUTH = "staff_button.handover_open"

    # Who steps in for the worker
    B_COVER = "staff_button.handover_cover"
    B_COVERED = "staff_button.handover_covered", "hvem"
    COVER_WHO = "staff.handover_cover_who", "hvem medarbejder", "own_name"
    COVER_DONE = "staff.handover_cover_done", "hvem medarbejder", "own_name"
    COVERS_NOW = "staff.handover_covers_now", "hvem medarbejder", "own_name"

    CMD = "command.handover"
    B_CMD = "staff_button.cmd_handover"
