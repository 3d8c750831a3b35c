"""The description of the HTTP interface, made from the routes themselves (OpenAPI 3.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, current_app, json
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.api.described import ATTRIBUTE, Description
from server.api.types import Problem
from server.problems import CONTENT_TYPE
from server.version import VERSION

blueprint = Blueprint("openapi", __name__)
KEPT = "souffleur.openapi"
REFERENCE = "#/components/schemas/{model}"
References = Mapping[Any, Mapping[str, Any]]
"""Of each model, how the description refers to it."""


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Give the description, made when it is first asked for: the routes of an application do not change."""
    kept = current_app.extensions
    if KEPT not in kept:
        kept[KEPT] = json.dumps(description(current_app))
    return Response(kept[KEPT], content_type="application/json")


def description(app: Flask) -> dict[str, Any]:
    """Describe every route that says what it takes and gives."""
    routes = _routes(app)
    models = sorted({m for _, _, told in routes for m in _models(told)} | {Problem}, key=lambda m: m.__name__)
    # Two areas may have a model of the same name; both then get longer names, and the references say which.
    named, components = models_json_schema(
        [(model, "validation") for model in models], ref_template=REFERENCE
    )
    references = {model: told for (model, _), told in named.items()}
    paths: dict[str, Any] = {}
    for rule, method, told in routes:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        paths.setdefault(path, {})[method] = _operation(app, rule, told, references)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Souffleur",
            "version": VERSION,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": paths,
        "components": {
            "schemas": components.get("$defs", {}),
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": app.config["SESSION_COOKIE_NAME"]},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _routes(app: Flask) -> list[tuple[Any, str, Description]]:
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        told = getattr(app.view_functions[rule.endpoint], ATTRIBUTE, None)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if told is not None:
                found.append((rule, method.lower(), told))
    return found


def _models(told: Description) -> set[type[BaseModel]]:
    return {model for model in (told.body, told.gives) if model is not None}


def _operation(app: Flask, rule: Any, told: Description, references: References) -> dict[str, Any]:
    text = (app.view_functions[rule.endpoint].__doc__ or "").strip()
    operation: dict[str, Any] = {
        "operationId": rule.endpoint.partition(".")[2],
        "summary": text.partition("\n")[0],
        "tags": [_area(app, rule.endpoint.partition(".")[0])],
        "responses": _responses(told, references),
        "security": [] if told.public else [{"cookie": []}, {"token": []}],
    }
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in sorted(rule.arguments)
    ]
    if told.query is not None:
        parameters += _query(told.query)
    if parameters:
        operation["parameters"] = parameters
    if told.body is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": references[told.body]}},
        }
    elif told.takes:
        binary = {"schema": {"type": "string", "format": "binary"}}
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(told.takes, binary)}
    return operation


def _area(app: Flask, blueprint: str) -> str:
    """Give the area of a blueprint: one that is named after another (``language_talks``) belongs to it."""
    area = blueprint.partition("_")[0]
    return area if area in app.blueprints else blueprint


def _query(model: type[BaseModel]) -> list[dict[str, Any]]:
    schema = model.model_json_schema(ref_template=REFERENCE)
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": field}
        for name, field in schema["properties"].items()
    ]


def _responses(told: Description, references: References) -> dict[str, Any]:
    good: dict[str, Any] = {"description": HTTPStatus(told.status).phrase}
    if told.gives is not None:
        good["content"] = {"application/json": {"schema": references[told.gives]}}
    elif told.status != HTTPStatus.NO_CONTENT:
        good["content"] = {told.content: {"schema": {"type": "string", "format": "binary"}}}
    responses = {str(told.status): good}
    usual = {429, 503} | (set() if told.public else {401})
    if told.query or told.body or told.takes:
        usual |= {400}
    if told.body or told.takes:
        usual |= {413, 415}
    for status in sorted(usual | set(told.problems)):
        responses[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {CONTENT_TYPE: {"schema": references[Problem]}},
        }
    return responses
