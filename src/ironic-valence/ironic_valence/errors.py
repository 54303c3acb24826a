"""What Valence refuses, or fails to answer, as Ironic's exceptions.

Only classes of ``ironic.common.exception``: others do not pass Ironic's RPC. ``NodeNotFound`` is avoided, since Ironic takes
it for one of its own nodes that was deleted meanwhile.
"""

import functools

from ironic.common import exception

DRIVER = 'valence'

# Worth repeating later: too many requests, bad gateway (a proxy without Valence behind it), not now, not in time.
_TEMPORARY = (429, 502, 503, 504)


def of_answer(what: str, status: int, body) -> exception.IronicException:
    """The exception for an answer that is no success.

    :param what: what was asked, for people: ``POST /v1/nodes/.../action``
    :param body: the parsed error body of Valence (``code``, ``title``, ``detail`` and more), or None
    """
    text = 'Valence answered %s to %s: %s' % (status, what, _story(body))
    if status in (401, 403):
        return failure(text + ' (look at the credentials in driver_info or [valence])')
    if status == 404:
        return exception.InvalidParameterValue(text)
    if status == 409:
        return exception.Conflict(text)
    if status == 501:
        return exception.UnsupportedDriverExtension(text)
    if status in _TEMPORARY and _fault(body) != 'pod manager':
        return exception.TemporaryFailure(text)
    if 400 <= status < 500 and status != 429:
        return exception.InvalidParameterValue(text)
    return failure(text)


def unreachable(what: str, url: str, reason: str) -> exception.IronicException:
    """Nobody answered, or not in time. ``reason`` must hold no secret."""
    return exception.TemporaryFailure('Valence at %s cannot be reached for %s: %s' % (url, what, reason))


def failure(reason: str) -> exception.IronicException:
    """Valence or what is behind it failed, or answered something that cannot be understood."""
    return exception.DriverOperationError(driver=DRIVER, reason=reason.rstrip('.'))


def told_to_callers(method):
    """For methods whose caller waits for the answer at Ironic's API.

    Ironic's JSON-RPC passes on few classes, and makes "Unexpected error raised by RPC" of all others; InvalidParameterValue
    is among the few everywhere. So whatever is raised leaves as that one, with its own text and HTTP status.
    """
    @functools.wraps(method)
    def telling(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except (exception.InvalidParameterValue, exception.UnsupportedDriverExtension):
            raise
        except exception.IronicException as problem:
            raise exception.InvalidParameterValue(str(problem), code=problem.code) from problem
    return telling


def _fault(body):
    return body.get('fault') if isinstance(body, dict) else None


def _story(body) -> str:
    if not isinstance(body, dict) or not isinstance(body.get('detail') or body.get('title'), str):
        return 'no reason that could be read'
    known = [('side', body.get('fault')), ('stage', body.get('stage')), ('next', body.get('next')),
             ('operation', body.get('operation_id')), ('request', body.get('request_id'))]
    extra = ', '.join('%s: %s' % (name, value) for name, value in known if value)
    return (body.get('detail') or body['title']) + (' [%s]' % extra if extra else '')
