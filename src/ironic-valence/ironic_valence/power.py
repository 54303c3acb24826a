"""Power through ``POST /v1/nodes/{uuid}/action`` with ``Reset``."""

from ironic.common import exception
from ironic.common import states
from ironic.conductor import task_manager
from ironic.conductor import utils as conductor_utils
from ironic.drivers import base

from ironic_valence import access
from ironic_valence import client
from ironic_valence import document

# Ironic's wish: the reset type of the Valence API, and the state in which it is fulfilled.
_RESETS = {
    states.POWER_ON: ('On', states.POWER_ON),
    states.POWER_OFF: ('ForceOff', states.POWER_OFF),
    states.SOFT_POWER_OFF: ('GracefulShutdown', states.POWER_OFF),
    states.SOFT_REBOOT: ('GracefulRestart', states.POWER_ON),
}


class ValencePower(base.PowerInterface):
    """On, off, reboot; softly where the pod can. Valence is asked, never the pod."""

    def get_properties(self) -> dict:
        return access.PROPERTIES.copy()

    def validate(self, task) -> None:
        """Looks at driver_info only; Valence is not asked.

        :raises: MissingParameterValue, InvalidParameterValue
        """
        access.of_node(task.node)
        access.node_uuid(task.node)

    def get_power_state(self, task) -> str:
        """One of ironic.common.states; ERROR where the pod does not tell.

        :raises: MissingParameterValue, InvalidParameterValue, TemporaryFailure, DriverOperationError
        """
        uuid = access.node_uuid(task.node)
        return document.power_state(client.of_node(task.node).node(uuid))

    @task_manager.require_exclusive_lock
    def set_power_state(self, task, power_state: str, timeout=None) -> None:
        """Asks for the state and waits for it.

        :raises: InvalidParameterValue for a state that cannot be set, PowerStateFailure when it is not reached in time,
            and what ``get_power_state`` raises
        """
        if power_state == states.REBOOT:
            self.reboot(task, timeout=timeout)
            return
        if power_state not in _RESETS:
            raise exception.InvalidParameterValue('set_power_state called with invalid power state %s' % power_state)
        self._reset(task, power_state, timeout)

    @task_manager.require_exclusive_lock
    def reboot(self, task, timeout=None) -> None:
        """Off and on again; a node that is off is switched on. Raises what ``set_power_state`` raises."""
        if self.get_power_state(task) != states.POWER_OFF:
            self._reset(task, states.POWER_OFF, timeout)
        self._reset(task, states.POWER_ON, timeout)

    def get_supported_power_states(self, task) -> list:
        return [*_RESETS, states.REBOOT]

    def _reset(self, task, power_state: str, timeout) -> None:
        reset, goal = _RESETS[power_state]
        client.of_node(task.node).act(access.node_uuid(task.node), {'Reset': {'Type': reset}})
        conductor_utils.node_wait_for_power_state(task, goal, timeout=timeout)
