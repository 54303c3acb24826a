using System.Collections.Immutable;
using System.Globalization;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>iSCSI targets of storage services.</content>
public sealed partial class Pod
{
    /// <summary>Where the targets of a service are reached.</summary>
    public string PortalOf(StorageService service) => Addresses.OfPortal(StorageServices.Keys.Index().First(k => k.Item == service.Id).Index + 1);

    /// <summary>Shows volumes to an initiator. Null when a volume is gone or another target of the pod has that name.</summary>
    public VolumeTarget? CreateTarget(StorageService service, string? name, string iqn, ImmutableArray<TargetLun> luns, string initiatorIqn, TargetChap chap)
    {
        using (ActOnStorage())
        {
            var state = service.State;
            if (luns.Any(l => state.Find(l.VolumeId) is null) || StorageServices.Values.Any(s => s.State.Targets.Any(t => t.Iqn == iqn)))
            {
                return null;
            }

            var id = (state.LastTarget + 1).ToString(CultureInfo.InvariantCulture);
            var target = new VolumeTarget(id, name ?? $"Target {id}", iqn, luns, initiatorIqn, chap);
            Become_NeedsLock(
                service, state with { Targets = state.Targets.Add(target), LastTarget = state.LastTarget + 1 }, "TargetCreated",
                $"{target.Name} of {service.Name} shows {luns.Length} volumes to {(initiatorIqn.Length > 0 ? initiatorIqn : "any initiator")}.");
            return target;
        }
    }

    /// <summary>Changes who may use a target; the system that boots from it learns of it. False when it is gone.</summary>
    public bool EditTarget(StorageService service, string targetId, Func<VolumeTarget, VolumeTarget> edit)
    {
        if (_nodes.Values.FirstOrDefault(n => Boots(n)) is not { } node)
        {
            return Change() is not null;
        }

        using (ActOnNode(node.Id))
        {
            var edited = Change();
            if (edited is not null && FindNode(node.Id) is { } still && Boots(still))
            {
                WriteIscsiBoot(Systems[node.SystemId], service, edited);
            }

            return edited is not null;
        }

        bool Boots(ComposedNode n) => n.Volumes.Any(v => v.ServiceId == service.Id && v.TargetId == targetId);

        VolumeTarget? Change()
        {
            using (ActOnStorage())
            {
                if (service.State.FindTarget(targetId) is not { } target)
                {
                    return null;
                }

                var edited = edit(target);
                if (edited != target)
                {
                    Become_NeedsLock(
                        service, service.State with { Targets = service.State.Targets.Replace(target, edited) }, "TargetChanged",
                        $"{edited.Name} of {service.Name} has changed.");
                }

                return edited;
            }
        }
    }

    /// <summary>False when it is gone already. Its volumes stay.</summary>
    public bool DeleteTarget(StorageService service, string targetId)
    {
        using (ActOnStorage())
        {
            if (service.State.FindTarget(targetId) is not { } target)
            {
                return false;
            }

            Become_NeedsLock(
                service, service.State with { Targets = service.State.Targets.Remove(target) }, "TargetDeleted",
                $"{target.Name} of {service.Name} is gone.");
            return true;
        }
    }
}
