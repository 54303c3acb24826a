using System.Collections.Frozen;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <summary>A verb of <c>states/provision</c>: the event it means, and the minor version it came with.</summary>
internal sealed record ProvisionVerb(string Event, int Since);

internal static class ProvisionVerbs
{
    public static readonly FrozenDictionary<string, ProvisionVerb> All = new Dictionary<string, ProvisionVerb>(StringComparer.Ordinal)
    {
        ["active"] = new(Event.Deploy, 1),
        ["deploy"] = new(Event.Deploy, 73),
        ["deleted"] = new(Event.Delete, 1),
        ["undeploy"] = new(Event.Delete, 73),
        ["rebuild"] = new(Event.Rebuild, 1),
        ["manage"] = new(Event.Manage, 4),
        ["provide"] = new(Event.Provide, 4),
        ["inspect"] = new(Event.Inspect, 6),
        ["abort"] = new(Event.Abort, 13),
        ["clean"] = new(Event.Clean, 15),
        ["adopt"] = new(Event.Adopt, 17),
        ["rescue"] = new(Event.Rescue, 38),
        ["unrescue"] = new(Event.Unrescue, 38),
        ["unhold"] = new(Event.Unhold, 85),
        ["service"] = new(Event.Service, 87),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
