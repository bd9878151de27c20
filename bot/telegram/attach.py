"""Attachments to people: pins, files, pictures, and the question where they are."""

from __future__ import annotations

from telegram import (
    Bot,
    ForceReply,
    InputFile,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.screens.screen import AskLocation, AskReply, Attachment, File, Picture, Venue


async def send(bot: Bot, chat_id: int, attachment: Attachment) -> Message:
    """Send one attachment (Bot API: sendVenue, sendDocument, sendPhoto, KeyboardButton, ForceReply)."""
    match attachment:
        case Venue(lat, lon, title, address):
            # What was asked is answered: the button that asked goes away.
            return await bot.send_venue(
                chat_id, lat, lon, title, address, reply_markup=ReplyKeyboardRemove()
            )
        case File(name, body):
            return await bot.send_document(chat_id, InputFile(body, filename=name))
        case Picture(name, body):
            return await bot.send_photo(chat_id, InputFile(body, filename=name))
        case AskLocation(words, label):
            button = KeyboardButton(label, request_location=True)
            keyboard = ReplyKeyboardMarkup(
                [[button]], resize_keyboard=True, one_time_keyboard=True
            )
            return await bot.send_message(chat_id, words, reply_markup=keyboard)
        case AskReply(words, hint):
            asked = ForceReply(input_field_placeholder=hint)
            return await bot.send_message(chat_id, words, reply_markup=asked)
