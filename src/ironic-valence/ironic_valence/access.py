"""Which Valence API, and as whom: out of a node's ``driver_info`` and ``[valence]`` of ironic.conf."""

import dataclasses
import os
from typing import Optional, Union
from urllib import parse

from ironic.common import exception
from ironic.conf import CONF
from oslo_utils import strutils
from oslo_utils import uuidutils

from ironic_valence import conf

conf.register(CONF)

NODE = 'valence_node'
PROPERTIES = {
    NODE: 'UUID of the node in Valence. Required, but before the passthru method "compose", which sets it.',
    'valence_api_url': 'Root of the Valence API. Required where [valence]api_url is not set.',
    'valence_username': 'Name at a Valence API in mode http_basic. Optional.',
    'valence_password': 'Password of that name. Optional.',
    'valence_auth_token': 'Token at a Valence API in mode token. Optional.',
    'valence_verify_ca': 'true, false, or the path of a PEM file or folder on the conductor. Optional.',
}


@dataclasses.dataclass(frozen=True)
class Access:
    """One Valence API and how it is spoken to; secrets stay out of its text."""

    url: str
    username: Optional[str] = None
    password: Optional[str] = dataclasses.field(default=None, repr=False)
    token: Optional[str] = dataclasses.field(default=None, repr=False)
    verify: Union[bool, str] = True


def of_configuration() -> Access:
    """What ``[valence]`` says.

    :raises: MissingParameterValue without an address, InvalidParameterValue for values that cannot be.
    """
    ours = CONF.valence
    if not ours.api_url:
        raise exception.MissingParameterValue('[valence]api_url is not set in the configuration of this conductor')
    return _checked(ours.api_url, ours.username, ours.password, ours.auth_token, ours.verify_ca, '[valence]%s')


def of_node(node) -> Access:
    """What the node's driver_info says, and ``[valence]`` where it is silent.

    Credentials of the configuration go to the address of the configuration only: whoever may edit a node shall not
    have them sent elsewhere.

    :raises: MissingParameterValue, InvalidParameterValue
    """
    info = node.driver_info or {}
    url = info.get('valence_api_url')
    if not url and not CONF.valence.api_url:
        raise exception.MissingParameterValue(
            'driver_info/valence_api_url is missing, and [valence]api_url is not set in the configuration of this conductor')
    own = {name: info.get('valence_' + name) for name in ('username', 'password', 'auth_token', 'verify_ca')}
    ours = CONF.valence
    if not url or _root(url) == _root(ours.api_url or ''):
        if not (own['username'] or own['password'] or own['auth_token']):
            own.update(username=ours.username, password=ours.password, auth_token=ours.auth_token)
        if own['verify_ca'] in (None, ''):
            own['verify_ca'] = ours.verify_ca
    return _checked(url or ours.api_url, own['username'], own['password'], own['auth_token'], own['verify_ca'],
                    'driver_info/valence_%s')


def node_uuid(node) -> str:
    """The uuid that the node has in Valence.

    :raises: MissingParameterValue, InvalidParameterValue
    """
    uuid = (node.driver_info or {}).get(NODE)
    if not uuid:
        raise exception.MissingParameterValue(
            'driver_info/%s is missing: the uuid of the node in Valence (the passthru method "compose" sets it)' % NODE)
    if not uuidutils.is_uuid_like(uuid):
        raise exception.InvalidParameterValue('driver_info/%s is not a uuid: %s' % (NODE, uuid))
    return str(uuid)


def _root(url: str) -> str:
    return str(url).rstrip('/')


def _checked(url, username, password, token, verify_ca, place: str) -> Access:
    problems = _problems_of(url, place % 'api_url')
    if bool(username) != bool(password):
        problems.append('%s and %s go together' % (place % 'username', place % 'password'))
    if token and username:
        problems.append('give %s, or %s with its password, not both' % (place % 'auth_token', place % 'username'))
    verify = _verify(verify_ca)
    if isinstance(verify, str) and not os.path.exists(verify):
        problems.append('%s is neither true nor false nor a path that this conductor has: %s' % (place % 'verify_ca', verify))
    if problems:
        raise exception.InvalidParameterValue('; '.join(problems))
    return Access(_root(url), username or None, password or None, token or None, verify)


def _problems_of(url, name: str) -> list:
    try:
        parts = parse.urlsplit(str(url))
        is_whole = parts.scheme in ('http', 'https') and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return ['%s is not a URL' % name]
    if not is_whole:
        return ['%s is not an http or https URL' % name]
    # The text may hold a password, so it is not repeated.
    if '@' in parts.netloc:
        return ['%s holds credentials; they have places of their own' % name]
    if parts.query or parts.fragment:
        return ['%s has a query or a fragment' % name]
    return []


def _verify(value) -> Union[bool, str]:
    if value in (None, ''):
        return True
    if isinstance(value, bool):
        return value
    try:
        return strutils.bool_from_string(str(value), strict=True)
    except ValueError:
        return str(value)
