"""The requests that this plug-in makes to the Valence API (version 1), one method each."""

import logging
from typing import Any, Optional
from urllib import parse

from ironic.conf import CONF
import requests

from ironic_valence import access as valence_access
from ironic_valence import errors

LOG = logging.getLogger(__name__)


class ValenceClient:
    """Speaks to one Valence API. Every method raises an exception of Ironic when it has no good answer (see ``errors``)."""

    def __init__(self, access: valence_access.Access) -> None:
        self._access = access

    @property
    def url(self) -> str:
        return self._access.url

    def version(self) -> dict:
        """``GET /v1``: open to everybody, so it proves an address and no credentials."""
        return self._expect(dict, 'GET', '/v1')

    def pod_managers(self) -> list:
        """``GET /v1/pod_managers``: ``[{"name", "status", ...}]``; needs valid credentials."""
        return self._expect(list, 'GET', '/v1/pod_managers')

    def node(self, uuid: str) -> dict:
        """``GET /v1/nodes/{uuid}``: what is stored of the node and what its pod shows of it now."""
        return self._expect(dict, 'GET', '/v1/nodes/%s' % _segment(uuid))

    def find_node(self, uuid: str) -> Optional[dict]:
        """As ``node``; None where Valence itself, and no server before it, says that there is no such node."""
        return self._ask('GET', '/v1/nodes/%s' % _segment(uuid), is_optional=True)

    def storages(self, uuid: str) -> list:
        """``GET /v1/nodes/{uuid}/storages``: ``[{"capacity_bytes", "type", ...}]``, the drives and volumes of the node."""
        return self._expect(list, 'GET', '/v1/nodes/%s/storages' % _segment(uuid))

    def act(self, uuid: str, action: dict) -> None:
        """``POST /v1/nodes/{uuid}/action``. ``action`` has one key: ``{"Reset": {...}}`` or ``{"Boot": {...}}``."""
        self._ask('POST', '/v1/nodes/%s/action' % _segment(uuid), json=action)

    def compose(self, request: dict, key: str) -> dict:
        """``POST /v1/nodes`` without waiting: an operation, or the node itself from a Valence that knows no operations.

        :param key: the same key and request make one node, however often they are sent
        """
        return self._expect(dict, 'POST', '/v1/nodes', json=request, timeout=CONF.valence.operation_timeout,
                            headers={'Prefer': 'respond-async', 'Idempotency-Key': key})

    def release(self, uuid: str) -> Optional[dict]:
        """``DELETE /v1/nodes/{uuid}`` without waiting: an operation, or something else from a Valence that has finished."""
        return self._ask('DELETE', '/v1/nodes/%s' % _segment(uuid), timeout=CONF.valence.operation_timeout,
                         headers={'Prefer': 'respond-async'})

    def operation(self, identity: str) -> dict:
        """``GET /v1/operations/{id}``: ``{"id", "state", "subject", "error", ...}``."""
        return self._expect(dict, 'GET', '/v1/operations/%s' % _segment(identity))

    def _expect(self, kind: type, method: str, path: str, **more) -> Any:
        answer = self._ask(method, path, **more)
        if not isinstance(answer, kind):
            raise errors.failure('Valence answered %s %s with something else than a JSON %s' % (
                method, path, 'object' if kind is dict else 'array'))
        return answer

    def _ask(self, method: str, path: str, headers: Optional[dict] = None, timeout: Optional[int] = None,
             is_optional: bool = False, **more) -> Any:
        """The parsed body, None where there is none."""
        what = '%s %s' % (method, path)
        try:
            # Everything comes from Ironic's configuration: no proxies, .netrc or authorities out of the environment. A
            # redirect is not followed, since credentials would go along.
            with requests.Session() as session:
                session.trust_env = False
                answer = session.request(
                    method, self._access.url + path, headers=self._headers(headers), auth=self._basic(), verify=self._access.verify,
                    timeout=(10, timeout or CONF.valence.timeout), allow_redirects=False, **more)
        except requests.RequestException as problem:
            LOG.debug('%s at %s: %s', what, self._access.url, problem)
            raise errors.unreachable(what, self._access.url, _reason(problem)) from problem
        body = _parsed(answer)
        LOG.debug('%s at %s: %s', what, self._access.url, answer.status_code)
        if is_optional and answer.status_code == 404 and isinstance(body, dict) and 'request_id' in body:
            return None
        if not 200 <= answer.status_code < 300:
            raise errors.of_answer(what, answer.status_code, body)
        return body

    def _headers(self, headers: Optional[dict]) -> dict:
        known = {'Accept': 'application/json', **(headers or {})}
        if self._access.token:
            known['X-Auth-Token'] = self._access.token
        return known

    def _basic(self) -> Optional[tuple]:
        # As bytes: requests would write names and passwords in Latin-1, Valence reads UTF-8 (RFC 7617).
        if not self._access.username:
            return None
        return self._access.username.encode(), self._access.password.encode()


def of_node(node) -> ValenceClient:
    """The Valence of an Ironic node.

    :raises: MissingParameterValue, InvalidParameterValue
    """
    return ValenceClient(valence_access.of_node(node))


def _segment(text: str) -> str:
    return parse.quote(str(text), safe='')


def _parsed(answer: requests.Response) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError:
        return None


def _reason(problem: requests.RequestException) -> str:
    # The text of the exception repeats the address with pools and addresses in memory; the cause is enough.
    if isinstance(problem, requests.exceptions.SSLError):
        return 'its certificate is not accepted (%s)' % _cause(problem)
    if isinstance(problem, requests.exceptions.ConnectTimeout):
        return 'no connection in time'
    if isinstance(problem, requests.exceptions.Timeout):
        return 'no answer in time'
    return _cause(problem)


def _cause(problem: BaseException) -> str:
    inner = problem.args[0] if problem.args else problem
    inner = getattr(inner, 'reason', inner)
    text = str(inner)
    # urllib3 puts the address of its own object in front: <...>: reason.
    return text.rpartition('>: ')[2] or type(problem).__name__
