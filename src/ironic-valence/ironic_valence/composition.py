"""Composing the server of an Ironic node and giving it back: long work, which Valence does as an operation.

What is asked of Valence is kept in the node's driver_internal_info before it is asked, under a key that makes repeats
harmless, so that a conductor that dies meanwhile leaves nothing that nobody knows of: the same call goes on where it was.
"""

import json
import logging
import time

from ironic.common import exception
from ironic.common import states
from ironic.conf import CONF
from oslo_utils import uuidutils

from ironic_valence import access
from ironic_valence import client
from ironic_valence import errors

LOG = logging.getLogger(__name__)

PENDING = 'valence_compose'
_ARGUMENTS = ('name', 'description', 'podm_id', 'flavor_id', 'properties', 'placement')
_OURS = ('http_method',)
_SUBJECT = 'node:'
_RELEASABLE = (states.ENROLL, states.MANAGEABLE)
_UNFINISHED = ('pending', 'running', 'reverting')


def check_compose(node, arguments: dict) -> None:
    """
    :raises: InvalidParameterValue
    """
    if (node.driver_info or {}).get(access.NODE):
        raise exception.InvalidParameterValue('driver_info/%s is set: this node has a server in Valence; release it first' % access.NODE)
    wanted = _request(node, arguments)
    pending = (node.driver_internal_info or {}).get(PENDING)
    if pending and pending['request'] != wanted:
        raise exception.InvalidParameterValue(
            'an earlier composition has not been heard of; repeat it with the same arguments first: %s' % json.dumps(pending['request']))


def compose(task, arguments: dict) -> None:
    """Sets driver_info/valence_node to the new node's uuid.

    :raises: DriverOperationError when it was begun and failed, else as ``ValenceClient``
    """
    node = task.node
    valence = client.of_node(node)
    pending = (node.driver_internal_info or {}).get(PENDING) or {'key': uuidutils.generate_uuid(), 'request': _request(node, arguments)}
    node.set_driver_internal_info(PENDING, pending)
    node.save()
    try:
        answer = valence.compose(pending['request'], pending['key'])
    except exception.InvalidParameterValue:
        # Refused, so nothing was begun. After any other failure nobody knows: the key stays, and a repeat asks again.
        node.del_driver_internal_info(PENDING)
        node.save()
        raise
    ended = _ended(valence, answer)
    node.del_driver_internal_info(PENDING)
    try:
        uuid = _node_of(_succeeded(ended))
        node.driver_info = dict(node.driver_info or {}, **{access.NODE: uuid})
    finally:
        node.save()
    LOG.info('Valence has composed its node %s for node %s', uuid, node.uuid)


def check_release(node) -> None:
    """
    :raises: MissingParameterValue, InvalidParameterValue
    """
    access.node_uuid(node)
    if node.provision_state not in _RELEASABLE or node.instance_uuid:
        raise exception.InvalidParameterValue('release is for nodes in %s without an instance; this one is %s' % (
            ' or '.join(_RELEASABLE), 'in use' if node.instance_uuid else node.provision_state))


def release(task) -> None:
    """Removes driver_info/valence_node; the node is in maintenance afterwards, since there is nothing to drive.

    :raises: DriverOperationError when it was begun and failed, else as ``ValenceClient``
    """
    node = task.node
    valence, uuid = client.of_node(node), access.node_uuid(node)
    found = valence.find_node(uuid)
    if found is None:
        LOG.warning('Valence at %s has no node %s any more; node %s forgets it', valence.url, uuid, node.uuid)
    elif found.get('managed_by') == 'ironic' and found.get('ironic_uuid') == node.uuid:
        raise exception.InvalidParameterValue(
            'Valence has registered this node and unregisters it before it gives the hardware back: release it there')
    else:
        _succeeded(_ended(valence, valence.release(uuid) or {}))
    node.driver_info = {name: value for name, value in node.driver_info.items() if name != access.NODE}
    node.maintenance = True
    node.maintenance_reason = 'Its server was given back to Valence; compose another or delete the node.'
    node.save()
    LOG.info('Valence has released its node %s of node %s', uuid, node.uuid)


def _request(node, arguments: dict) -> dict:
    """The body of ``POST /v1/nodes``. From the command line everything comes as text, so ``properties`` may be JSON."""
    given = {name: value for name, value in arguments.items() if name not in _OURS}
    unknown = sorted(set(given) - set(_ARGUMENTS))
    if unknown:
        raise exception.InvalidParameterValue('compose does not know %s; it takes %s' % (', '.join(unknown), ', '.join(_ARGUMENTS)))
    if isinstance(given.get('properties'), str):
        try:
            given['properties'] = json.loads(given['properties'])
        except ValueError as problem:
            raise exception.InvalidParameterValue('properties: not JSON: %s' % problem)
    if 'flavor_id' in given and 'properties' in given:
        raise exception.InvalidParameterValue('flavor_id, properties: give one of them, not both')
    given.setdefault('name', node.name or node.uuid)
    return given


def _ended(valence: client.ValenceClient, answer: dict) -> dict:
    """Waits for the end of an operation, good or bad; an answer that is none is the end already.

    :raises: TemporaryFailure when it takes too long, and as ``ValenceClient``
    """
    end = time.monotonic() + CONF.valence.operation_timeout
    while 'subject' in answer and answer.get('state') in _UNFINISHED:
        if time.monotonic() > end:
            raise exception.TemporaryFailure('Valence has not finished operation %s within %s s; it goes on there' % (
                answer.get('id'), CONF.valence.operation_timeout))
        time.sleep(CONF.valence.operation_interval)
        answer = valence.operation(answer['id'])
    return answer


def _succeeded(ended: dict) -> dict:
    """
    :raises: DriverOperationError with Valence's reason
    """
    if 'subject' in ended and ended.get('state') != 'succeeded':
        error = ended.get('error') or {}
        raise errors.failure('operation %s of Valence ended as %s: %s' % (
            ended.get('id'), ended.get('state'), error.get('detail') or ended.get('note') or 'no reason told'))
    return ended


def _node_of(ended: dict) -> str:
    """The uuid of the node that an operation made, or that was answered itself."""
    subject = str(ended.get('subject') or '')
    uuid = subject[len(_SUBJECT):] if subject.startswith(_SUBJECT) else ended.get('uuid')
    if not uuidutils.is_uuid_like(uuid):
        raise errors.failure('Valence has composed a node and not told its uuid: %s' % (subject or uuid))
    return uuid

