"""Waits until an Ironic answers and a conductor serves every hardware type, or until it is clear that it will not."""

import base64
import json
import time
import urllib.error
import urllib.request

# A conductor that cannot load its hardware types says so and goes on without.
_HOPELESS = 'Failed to register hardware types'


def wait(instance, port: int, user, password, wanted: list, seconds: float):
    """None when it is ready, else what is wrong.

    :param wanted: names of the hardware types that a conductor must serve
    """
    deadline = time.monotonic() + seconds
    missing = 'no answer yet'
    while time.monotonic() < deadline:
        ended = [name for name, pid in instance.running().items() if not pid]
        if ended:
            return f'its process has ended: {", ".join(ended)}'
        if _HOPELESS in instance.log('conductor'):
            return 'the conductor cannot load its hardware types'
        try:
            served = {driver['name'] for driver in _ask(port, user, password)['drivers'] if driver.get('hosts')}
            if served >= set(wanted):
                return None
            missing = f'no conductor serves {", ".join(sorted(set(wanted) - served))}'
        except urllib.error.HTTPError as problem:
            missing = f'its API answers {problem.code}'
        except (OSError, ValueError) as problem:
            missing = f'its API does not answer: {problem}'
        time.sleep(0.1)
    return f'it was not ready within {seconds:g} s: {missing}'


def _ask(port: int, user, password) -> dict:
    request = urllib.request.Request(f'http://127.0.0.1:{port}/v1/drivers', headers={'X-OpenStack-Ironic-API-Version': '1.31'})
    if user:
        request.add_header('Authorization', 'Basic ' + base64.b64encode(f'{user}:{password}'.encode()).decode())
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5) as answer:
        return json.load(answer)
