"""What only Valence can: proving the connection, composing the server of a node, giving it back."""

from collections import Counter
from typing import Optional

from ironic.common import exception
from ironic.conductor import task_manager
from ironic.drivers import base

from ironic_valence import access
from ironic_valence import client
from ironic_valence import composition
from ironic_valence import document
from ironic_valence import errors


class ValenceVendor(base.VendorInterface):
    """``test_connection`` of the driver and of a node; ``compose`` and ``release`` of a node."""

    def get_properties(self) -> dict:
        return access.PROPERTIES.copy()

    def validate(self, task, method=None, **kwargs) -> None:
        """Looks at driver_info, the node's state and the arguments; Valence is not asked.

        :raises: MissingParameterValue, InvalidParameterValue
        """
        access.of_node(task.node)
        if method == 'compose':
            composition.check_compose(task.node, kwargs)
        elif method == 'release':
            composition.check_release(task.node)
        else:
            access.node_uuid(task.node)

    def driver_validate(self, method, **kwargs) -> None:
        """
        :raises: MissingParameterValue, InvalidParameterValue
        """
        access.of_configuration()

    @base.driver_passthru(['GET', 'POST'], method='test_connection', async_call=False,
                          description='Asks the Valence API of the configuration, with its credentials, for its pod managers.')
    @errors.told_to_callers
    def test_driver_connection(self, context, http_method='POST', **kwargs) -> Optional[dict]:
        """To a GET ``{"api_url", "version", "pod_managers": {status: how many}}``, to a POST nothing but the success.

        The command line posts, and fails with "id" over any answer that a driver gives (python-ironicclient 5).

        :raises: InvalidParameterValue, with the text and status of what happened
        """
        told = self._tested(client.ValenceClient(access.of_configuration()))
        return told if http_method == 'GET' else None

    @base.passthru(['GET', 'POST'], method='test_connection', async_call=False, require_exclusive_lock=False,
                   description='Asks the Valence API of the node for its pod managers and for the node.')
    @errors.told_to_callers
    def test_node_connection(self, task, **kwargs) -> dict:
        """As of the driver, with ``"node": {"uuid", "name", "state", "power_state"}``.

        :raises: InvalidParameterValue, with the text and status of what happened
        """
        valence = client.of_node(task.node)
        told = self._tested(valence)
        node = valence.node(access.node_uuid(task.node))
        told['node'] = {'uuid': node.get('uuid'), 'name': node.get('name'), 'state': node.get('state'),
                        'power_state': document.power_state(node)}
        return told

    @base.passthru(['POST'], async_call=True,
                   description='Composes a server for this node and sets driver_info/valence_node. Arguments: flavor_id or '
                               'properties; name, description, podm_id, placement. Repeat it after a crash: it goes on.')
    @task_manager.require_exclusive_lock
    def compose(self, task, **kwargs) -> None:
        composition.compose(task, kwargs)

    @base.passthru(['POST'], async_call=True,
                   description='Gives the hardware of this node back to its pod and removes driver_info/valence_node. For '
                               'nodes in enroll or manageable without an instance.')
    @task_manager.require_exclusive_lock
    def release(self, task, **kwargs) -> None:
        composition.release(task)

    @staticmethod
    def _tested(valence: client.ValenceClient) -> dict:
        version = valence.version().get('id')
        if version != 'v1':
            raise exception.InvalidParameterValue('%s is not a Valence API of version v1: its id is %s' % (valence.url, version))
        statuses = Counter(str(pod.get('status')) for pod in valence.pod_managers() if isinstance(pod, dict))
        return {'api_url': valence.url, 'version': version, 'pod_managers': dict(statuses)}
