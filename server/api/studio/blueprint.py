"""Where the routes of the studio hang."""

from flask import Blueprint

blueprint = Blueprint("studio", __name__)
