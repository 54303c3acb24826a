#!/usr/bin/python3
"""Asks two Ironics the same questions, through the real SDK (python3-openstacksdk), and compares what they answer.

    compare-ironic.py play ENDPOINT FILE        makes the calls and writes what came back
    compare-ironic.py compare REAL FAKE TABLE   lists what differs; TABLE says which differences are meant, and why

What is of one service only is replaced before: uuids by the name of what they belong to, times, host names, the address.
Exit codes: 0 no difference that is not in the table, 1 there is one, or a row of the table is of no use any more.
"""
import fnmatch
import json
import re
import sys

import openstack

UUID = re.compile(r'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?')
MAC = '52:54:00:aa:bb:01'
NODE = '11111111-1111-4111-8111-111111111111'
OTHER = '22222222-2222-4222-8222-222222222222'


def calls():
    """Name, method, path, body, microversion; in order, for one builds on the other. {x} is the uuid of what the call x made."""
    new = '1.80'
    yield 'root', 'GET', '/', None, None
    yield 'version', 'GET', '/v1', None, None
    yield 'version too new', 'GET', '/v1/nodes', None, '1.999'
    yield 'version latest', 'GET', '/v1/nodes', None, 'latest'
    yield 'no nodes', 'GET', '/v1/nodes', None, new
    yield 'node without driver', 'POST', '/v1/nodes', {'name': 'one'}, new
    yield 'node of an unknown driver', 'POST', '/v1/nodes', {'name': 'one', 'driver': 'abacus'}, new
    yield 'node with an unknown field', 'POST', '/v1/nodes', {'driver': 'fake-hardware', 'colour': 'red'}, new
    yield 'node with a bad name', 'POST', '/v1/nodes', {'driver': 'fake-hardware', 'name': 'a b'}, new
    yield 'node with traits', 'POST', '/v1/nodes', {'driver': 'fake-hardware', 'traits': ['CUSTOM_A']}, new
    yield 'node with a field of later', 'POST', '/v1/nodes', {'driver': 'fake-hardware', 'owner': 'me'}, '1.49'
    yield 'node', 'POST', '/v1/nodes', {'uuid': NODE, 'name': 'one', 'driver': 'fake-hardware', 'properties': {'cpus': 4}}, new
    yield 'node of the same name', 'POST', '/v1/nodes', {'name': 'one', 'driver': 'fake-hardware'}, new
    yield 'node of the same uuid', 'POST', '/v1/nodes', {'uuid': NODE, 'name': 'two', 'driver': 'fake-hardware'}, new
    yield 'another node', 'POST', '/v1/nodes', {'uuid': OTHER, 'name': 'two', 'driver': 'fake-hardware', 'resource_class': 'gold'}, new
    yield 'show', 'GET', f'/v1/nodes/{NODE}', None, new
    yield 'show by name', 'GET', '/v1/nodes/one', None, new
    yield 'show as of old', 'GET', '/v1/nodes/one', None, '1.10'
    yield 'show some fields', 'GET', '/v1/nodes/one?fields=name,provision_state', None, new
    yield 'show an unknown field', 'GET', '/v1/nodes/one?fields=colour', None, new
    yield 'show nobody', 'GET', '/v1/nodes/nobody', None, new
    yield 'list', 'GET', '/v1/nodes?sort_key=name', None, new
    yield 'list in detail', 'GET', '/v1/nodes/detail?sort_key=name', None, new
    yield 'list a page', 'GET', '/v1/nodes?sort_key=name&limit=1', None, new
    yield 'list by a filter', 'GET', '/v1/nodes?resource_class=gold&fields=name', None, new
    yield 'list with an unknown field', 'GET', '/v1/nodes?fields=name,colour,shape', None, new
    yield 'list nothing with an unknown field', 'GET', '/v1/portgroups?fields=colour', None, new
    yield 'list conductors with an unknown field', 'GET', '/v1/conductors?fields=colour', None, new
    yield 'list by a bad sort key', 'GET', '/v1/nodes?sort_key=colour', None, new
    yield 'list from a bad marker', 'GET', '/v1/nodes?marker=x', None, new
    yield 'patch', 'PATCH', '/v1/nodes/one', [{'op': 'add', 'path': '/extra/a', 'value': 1}], new
    yield 'patch nothing', 'PATCH', '/v1/nodes/one', [], new
    yield 'patch what is fixed', 'PATCH', '/v1/nodes/one', [{'op': 'replace', 'path': '/power_state', 'value': 'power on'}], new
    yield 'patch what is not there', 'PATCH', '/v1/nodes/one', [{'op': 'remove', 'path': '/extra/b'}], new
    yield 'patch with a bad operation', 'PATCH', '/v1/nodes/one', [{'op': 'test', 'path': '/extra/a', 'value': 1}], new
    yield 'patch with an object', 'PATCH', '/v1/nodes/one', {'op': 'add'}, new
    yield 'states', 'GET', '/v1/nodes/one/states', None, new
    yield 'validate', 'GET', '/v1/nodes/one/validate', None, new
    yield 'provide too early', 'PUT', '/v1/nodes/one/states/provision', {'target': 'provide'}, new
    yield 'an unknown verb', 'PUT', '/v1/nodes/one/states/provision', {'target': 'fly'}, new
    yield 'deploy too early', 'PUT', '/v1/nodes/one/states/provision', {'target': 'active'}, new
    yield 'manage', 'PUT', '/v1/nodes/one/states/provision', {'target': 'manage'}, new
    yield 'manageable', 'WAIT', '/v1/nodes/one', 'manageable', new
    yield 'clean without steps', 'PUT', '/v1/nodes/one/states/provision', {'target': 'clean'}, new
    yield 'power on', 'PUT', '/v1/nodes/one/states/power', {'target': 'power on'}, new
    yield 'powered on', 'WAIT-POWER', '/v1/nodes/one', 'power on', new
    yield 'power of an unknown kind', 'PUT', '/v1/nodes/one/states/power', {'target': 'half'}, new
    yield 'power with a bad timeout', 'PUT', '/v1/nodes/one/states/power', {'target': 'power on', 'timeout': 0}, new
    yield 'boot device', 'PUT', '/v1/nodes/one/management/boot_device', {'boot_device': 'pxe', 'persistent': True}, new
    yield 'boot device read', 'GET', '/v1/nodes/one/management/boot_device', None, new
    yield 'boot devices', 'GET', '/v1/nodes/one/management/boot_device/supported', None, new
    yield 'a bad boot device', 'PUT', '/v1/nodes/one/management/boot_device', {'boot_device': 'cloud'}, new
    yield 'trait', 'PUT', '/v1/nodes/one/traits/CUSTOM_GPU', None, new
    yield 'a bad trait', 'PUT', '/v1/nodes/one/traits/gpu', None, new
    yield 'traits', 'GET', '/v1/nodes/one/traits', None, new
    yield 'all traits', 'PUT', '/v1/nodes/one/traits', {'traits': ['CUSTOM_A', 'CUSTOM_B']}, new
    yield 'remove a trait', 'DELETE', '/v1/nodes/one/traits/CUSTOM_A', None, new
    yield 'remove a trait again', 'DELETE', '/v1/nodes/one/traits/CUSTOM_A', None, new
    yield 'port', 'POST', '/v1/ports', {'node_uuid': NODE, 'address': MAC}, new
    yield 'port again', 'POST', '/v1/ports', {'node_uuid': NODE, 'address': MAC}, new
    yield 'port with a bad address', 'POST', '/v1/ports', {'node_uuid': NODE, 'address': 'x'}, new
    yield 'port without a node', 'POST', '/v1/ports', {'address': '52:54:00:aa:bb:02'}, new
    yield 'ports', 'GET', f'/v1/ports?node={NODE}', None, new
    yield 'port by address', 'GET', f'/v1/ports/detail?address={MAC}', None, new
    yield 'port group', 'POST', '/v1/portgroups', {'node_uuid': NODE, 'name': 'bond'}, new
    yield 'port groups', 'GET', '/v1/portgroups', None, new
    yield 'vif', 'POST', '/v1/nodes/one/vifs', {'id': 'vif-1'}, new
    yield 'vifs', 'GET', '/v1/nodes/one/vifs', None, new
    yield 'vif away', 'DELETE', '/v1/nodes/one/vifs/vif-1', None, new
    yield 'maintenance', 'PUT', '/v1/nodes/one/maintenance', {'reason': 'looks odd'}, new
    yield 'in maintenance', 'GET', '/v1/nodes/one?fields=maintenance,maintenance_reason', None, new
    yield 'out of maintenance', 'DELETE', '/v1/nodes/one/maintenance', None, new
    yield 'chassis', 'POST', '/v1/chassis', {'description': 'rack 1'}, new
    yield 'chassis list', 'GET', '/v1/chassis', None, new
    yield 'volume connector', 'POST', '/v1/volume/connectors', {'node_uuid': NODE, 'type': 'iqn', 'connector_id': 'iqn.2026-01.example:1'}, new
    yield 'volume target', 'POST', '/v1/volume/targets',\
        {'node_uuid': NODE, 'volume_type': 'iscsi', 'boot_index': 0, 'volume_id': 'v-1'}, new
    yield 'volumes', 'GET', '/v1/volume/targets', None, new
    yield 'deploy template', 'POST', '/v1/deploy_templates',\
        {'name': 'CUSTOM_FAST', 'steps': [{'interface': 'bios', 'step': 'apply_configuration', 'args': {}, 'priority': 10}]}, new
    yield 'deploy template with a bad name', 'POST', '/v1/deploy_templates', {'name': 'fast', 'steps': []}, new
    yield 'deploy templates', 'GET', '/v1/deploy_templates', None, new
    yield 'provide', 'PUT', '/v1/nodes/one/states/provision', {'target': 'provide'}, new
    yield 'available', 'WAIT', '/v1/nodes/one', 'available', new
    yield 'resource class', 'PATCH', '/v1/nodes/one', [{'op': 'add', 'path': '/resource_class', 'value': 'silver'}], new
    yield 'allocation that nothing fits', 'POST', '/v1/allocations', {'name': 'none', 'resource_class': 'platinum'}, new
    yield 'allocation that failed', 'WAIT-ALLOCATION', '/v1/allocations/none', 'error', new
    yield 'allocation', 'POST', '/v1/allocations', {'name': 'mine', 'resource_class': 'silver'}, new
    yield 'allocation made', 'WAIT-ALLOCATION', '/v1/allocations/mine', 'active', new
    yield 'node of an allocation', 'GET', '/v1/nodes/one?fields=allocation_uuid,instance_uuid', None, new
    yield 'delete what is allocated', 'DELETE', '/v1/nodes/one', None, new
    yield 'allocation away', 'DELETE', '/v1/allocations/mine', None, new
    yield 'deploy', 'PUT', '/v1/nodes/one/states/provision', {'target': 'active'}, new
    yield 'deployed', 'WAIT', '/v1/nodes/one', 'active', new
    yield 'delete what is active', 'DELETE', '/v1/nodes/one', None, new
    yield 'undeploy', 'PUT', '/v1/nodes/one/states/provision', {'target': 'deleted'}, new
    yield 'undeployed', 'WAIT', '/v1/nodes/one', 'available', new
    yield 'drivers', 'GET', '/v1/drivers/fake-hardware', None, new
    yield 'an unknown driver', 'GET', '/v1/drivers/abacus', None, new
    yield 'driver properties', 'GET', '/v1/drivers/redfish/properties', None, new
    yield 'conductors', 'GET', '/v1/conductors', None, new
    yield 'history', 'GET', '/v1/nodes/one/history', None, new
    yield 'bios', 'GET', '/v1/nodes/one/bios', None, new
    yield 'indicators', 'GET', '/v1/nodes/one/management/indicators', None, new
    yield 'console', 'GET', '/v1/nodes/one/states/console', None, new
    yield 'lookup of nobody', 'GET', '/v1/lookup?addresses=52:54:00:00:00:99', None, new
    yield 'heartbeat of nobody', 'POST', f'/v1/heartbeat/{OTHER[:-1]}3', {'callback_url': 'http://127.0.0.1:9'}, new
    yield 'no such path', 'GET', '/v1/dragons', None, new
    yield 'no such method', 'PUT', '/v1/nodes', {}, new
    yield 'a body that is no JSON', 'RAW', '/v1/nodes', '{', new
    yield 'delete', 'DELETE', '/v1/nodes/one', None, new
    yield 'delete again', 'DELETE', '/v1/nodes/one', None, new
    yield 'delete the other', 'DELETE', f'/v1/nodes/{OTHER}', None, new
    yield 'failed allocation away', 'DELETE', '/v1/allocations/none', None, new
    yield 'deploy template away', 'DELETE', '/v1/deploy_templates/CUSTOM_FAST', None, new
    yield 'chassis away', 'DELETE', '/v1/chassis/{chassis}', None, new
    yield 'nothing is left', 'GET', '/v1/nodes', None, new


def play(endpoint):
    """All answers by the names of the calls."""
    cloud = openstack.connection.Connection(auth_type='none', auth={'endpoint': endpoint}, baremetal_endpoint_override=endpoint)
    names = {NODE: '<one>', OTHER: '<two>'}
    return {call[0]: ask(cloud, endpoint, names, *call) for call in calls()}


def ask(cloud, endpoint, names, name, method, path, body, version):
    path = re.sub(r'{(.+)}', lambda wanted: next((uuid for uuid, one in names.items() if one == f'<{wanted.group(1)}>'), 'unknown'), path)
    headers = {} if version is None else {'X-OpenStack-Ironic-API-Version': version}
    if method.startswith('WAIT'):
        field = {'WAIT': 'provision_state', 'WAIT-POWER': 'power_state', 'WAIT-ALLOCATION': 'state'}[method]
        return wait(cloud, endpoint, path, headers, names, field, body)
    more = {'headers': headers, 'raise_exc': False}
    if method == 'RAW':
        method, more['data'] = 'POST', body
        headers['Content-Type'] = 'application/json'
    elif body is not None:
        more['json'] = body
    answer = cloud.session.request(endpoint + path, method, connect_retries=0, status_code_retries=0, **more)
    try:
        seen = answer.json()
    except ValueError:
        seen = answer.text
    if isinstance(seen, dict) and answer.status_code in (200, 201) and UUID.fullmatch(str(seen.get('uuid'))):
        names.setdefault(seen['uuid'], f'<{name}>')
    return {
        'status': answer.status_code,
        'location': plain(answer.headers.get('Location'), endpoint, names),
        'version': answer.headers.get('X-OpenStack-Ironic-API-Version'),
        'body': plain(unfold(seen), endpoint, names),
    }


def wait(cloud, endpoint, path, headers, names, field, wanted):
    import time
    seen = {}
    for _ in range(120):
        seen = cloud.session.request(endpoint + path, 'GET', headers=headers, raise_exc=False).json()
        if seen.get(field) == wanted:
            break
        time.sleep(0.5)
    return {'reached': seen.get(field), 'error': plain(seen.get('last_error'), endpoint, names)}


def unfold(body):
    """An error is JSON in a text in JSON."""
    if isinstance(body, dict) and isinstance(body.get('error_message'), str):
        try:
            return {'error_message': json.loads(body['error_message'])}
        except ValueError:
            return body
    return body


def plain(value, endpoint, names):
    if isinstance(value, dict):
        return {key: plain(one, endpoint, names) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, endpoint, names) for one in value]
    if not isinstance(value, str):
        return value
    value = value.replace(endpoint, '<endpoint>')
    value = UUID.sub(lambda found: names.get(found.group(), '<uuid>'), value)
    return TIME.sub('<time>', value)


def differences(real, fake, at=''):
    """Paths at which two values differ, with both."""
    if isinstance(real, dict) and isinstance(fake, dict):
        for key in sorted(set(real) | set(fake)):
            yield from differences(real.get(key, '<absent>'), fake.get(key, '<absent>'), f'{at}/{key}')
    elif isinstance(real, list) and isinstance(fake, list) and len(real) == len(fake):
        for index, (one, other) in enumerate(zip(real, fake)):
            yield from differences(one, other, f'{at}/{index}')
    elif real != fake:
        yield at, real, fake


def table_of(path):
    """Rows of the table: call and place as patterns, and the reason."""
    rows = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            cells = [cell.strip().strip('`') for cell in line.strip().strip('|').split(' | ')]
            if line.startswith('|') and len(cells) == 3 and cells[0] not in ('call', '---') and not cells[0].startswith('--'):
                rows.append(cells)
    return rows


def compare(real, fake, table):
    rows, used, unknown, known = table_of(table), set(), 0, 0
    for call in real:
        for at, one, other in differences(real[call], fake.get(call, {})):
            row = next((row for row in rows if fnmatch.fnmatchcase(call, row[0]) and fnmatch.fnmatchcase(at, row[1])), None)
            if row is not None:
                used.add(tuple(row))
                known += 1
            else:
                unknown += 1
                print(f'DIFFERS {call}: {at}: real {short(one)}, fake {short(other)}')
    stale = [row for row in rows if tuple(row) not in used]
    for row in stale:
        print(f'STALE   nothing differs any more at {row[0]}: {row[1]}')
    print(f'{len(real)} calls compared: {unknown} unexplained differences, {known} explained by {len(rows)} rows')
    return 1 if unknown or stale else 0


def short(value):
    text = json.dumps(value)
    return text if len(text) < 160 else text[:157] + '...'


def main():
    if len(sys.argv) == 4 and sys.argv[1] == 'play':
        answers = play(sys.argv[2].rstrip('/'))
        with open(sys.argv[3], 'w', encoding='utf-8') as file:
            json.dump(answers, file, indent=1)
        return 0
    if len(sys.argv) == 5 and sys.argv[1] == 'compare':
        with open(sys.argv[2], encoding='utf-8') as one, open(sys.argv[3], encoding='utf-8') as other:
            return compare(json.load(one), json.load(other), sys.argv[4])
    print(__doc__)
    return 2


if __name__ == '__main__':
    sys.exit(main())
