namespace Simulator.Ironic;

/// <summary>Which changes of a node are refused, and why.</summary>
internal static class NodeChanges
{
    public static IronicError? Refuse(IronicNode before, IronicNode after)
    {
        if (Conductor.RefuseLocked(before) is { } locked)
        {
            return locked;
        }

        var isInterfaceChange = before.Driver != after.Driver || NodeFields.InterfaceKinds.Keys.Any(k => before.Interfaces.GetValueOrDefault(k) != after.Interfaces.GetValueOrDefault(k));
        if (isInterfaceChange && !before.Maintenance && !ProvisionStateMachine.MayUpdate(before.ProvisionState))
        {
            return IronicErrors.Conflict($"Node {before.Uuid} can not have its driver or interfaces updated in state \"{before.ProvisionState}\" unless it is in maintenance mode.");
        }

        if (after.IsProtected && !before.IsProtected && before.ProvisionState is not (ProvisionState.Active or ProvisionState.Rescue))
        {
            return IronicErrors.Conflict($"Node {before.Uuid} can not be protected in state \"{before.ProvisionState}\", only in active or rescue.");
        }

        return after.IsRetired && !before.IsRetired && before.ProvisionState == ProvisionState.Available
            ? IronicErrors.Conflict($"Node {before.Uuid} can not be retired in state \"available\"; move it to manageable first.")
            : null;
    }

    public static IronicError? RefuseProtected(IronicNode node) => node.IsProtected
        ? IronicErrors.Conflict($"Node {node.Uuid} is protected and cannot be undeployed, rebuilt or deleted.")
        : null;

    public static IronicError? RefuseDelete(IronicNode node)
    {
        if (Conductor.RefuseLocked(node) is { } locked)
        {
            return locked;
        }

        if (RefuseProtected(node) is { } isProtected)
        {
            return isProtected;
        }

        if (node.InstanceUuid is not null)
        {
            return IronicErrors.Conflict($"Node {node.Uuid} is associated with instance {node.InstanceUuid}.");
        }

        return node.Maintenance || ProvisionStateMachine.MayDelete(node.ProvisionState)
            ? null
            : IronicErrors.Conflict($"Can not delete node \"{node.Uuid}\" while it is in provision state \"{node.ProvisionState}\". Valid provision states to perform deletion are: enroll, manageable, available, adopt failed.");
    }
}
