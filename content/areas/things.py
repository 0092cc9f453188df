"""All that people send besides words, and what becomes of it.

The words stand in `content/locale/{da,en}/LC_MESSAGES/things.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class ThingKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # What a youth reads after something that is no plain word.
    HEARD = "youth.thing_heard", "medarbejder hvornaar"
    SEEN = "youth.thing_seen", "medarbejder hvornaar"
    ALBUM = "youth.thing_album", "medarbejder hvornaar"
    FILE = "youth.thing_file", "medarbejder hvornaar"
    TOO_BIG = "youth.thing_too_big", "medarbejder hvornaar"
    PLACE = "youth.thing_place", "medarbejder hvornaar", "calm"
    NUMBER = "youth.thing_number", "medarbejder hvornaar"
    SMALL = "youth.thing_small", "medarbejder hvornaar"
    LIST = "youth.thing_list", "medarbejder hvornaar"
    FORWARDED = "youth.thing_forwarded", "medarbejder hvornaar"
    OTHER_LANGUAGE = "youth.thing_other_language", "medarbejder hvornaar"
    EDITED = "youth.thing_edited", "medarbejder"
    # An answer that is changed after the tap.
    FIX_OVER = "youth.thing_fix_over", "medarbejder"
    B_FIX = "youth_button.fix"
    B_LEAVE_IT = "youth_button.leave_it"
    # Somebody nobody has enrolled, after words of danger.
    SENDER_MORE = "youth.sender_more", "telefon", "calm"
    SENDER_NOT_KEPT = "youth.sender_not_kept", "telefon", "calm"
    SENDER_BUTTON = "youth.sender_button", "telefon", "calm"

    # The page: what came, and how it is opened.
    P_VOICE = "page.thing_voice"
    P_AUDIO = "page.thing_audio"
    P_VIDEO = "page.thing_video"
    P_VIDEO_NOTE = "page.thing_video_note"
    P_PHOTO = "page.thing_photo"
    P_ANIMATION = "page.thing_animation"
    P_STICKER = "page.thing_sticker"
    P_FILE = "page.thing_file"
    P_CONTACT = "page.thing_contact"
    P_LOCATION = "page.thing_location"
    P_VENUE = "page.thing_venue"
    P_POLL = "page.thing_poll"
    P_CHECKLIST = "page.thing_checklist"
    P_DICE = "page.thing_dice"
    P_GAME = "page.thing_game"
    P_STORY = "page.thing_story"
    P_PAID = "page.thing_paid"
    P_OTHER = "page.thing_other"
    P_NOT_OPEN = "page.thing_not_open", "navn"
    P_FORWARDED = "page.thing_forwarded"
    P_UNSCREENED = "page.thing_unscreened"
    P_FIXED = "page.thing_fixed", "hvornaar"
    P_BEFORE = "page.thing_before", "hvornaar"
    P_SHOW_PHOTO = "page.thing_show_photo"
    P_OPEN_ALONE = "page.thing_open_alone"
    P_SAVE_FILE = "page.thing_save_file"
    P_CALL_NUMBER = "page.thing_call_number", "nummer"
    P_SHOW_PLACE = "page.thing_show_place", "sted"
    P_ABOUT_THING = "page.thing_about", "ting navn hvornaar"
    # Why a file cannot be opened.
    P_NO_FILE_TITLE = "page.thing_no_file_title"
    P_FILE_GONE = "page.thing_file_gone"
    P_FILE_TOO_BIG = "page.thing_file_too_big"
    P_FILE_AWAY = "page.thing_file_away"
    P_FILE_BACK = "page.thing_file_back"

    # The page of somebody nobody has enrolled.
    P_SENDER = "page.sender"
    P_SENDER_WHAT = "page.sender_what", "hvornaar"
    P_SENDER_WORDS = "page.sender_words"
    P_SENDER_HINT = "page.sender_hint", "medarbejder"
    P_SENDER_UNTIL = "page.sender_until", "hvornaar"
    P_SENDER_LABEL = "page.sender_label"
    P_SENDER_SEND = "page.sender_send"
    P_SENDER_SENT = "page.sender_sent"
    P_SENDER_OVER = "page.sender_over"
    P_SENDER_CASE = "page.sender_case"
