using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>What a service offers for composing systems: where, and in which form (redfish-pod 3.5).</summary>
/// <param name="Systems">The collection that a new system is posted to.</param>
/// <param name="Blocks">The collection of resource blocks.</param>
/// <param name="TakesNamedBlocks">False when the service says that it takes descriptions only.</param>
/// <param name="TakesDescription">The new system may be given a <c>Description</c>, where the marker goes.</param>
internal sealed record CompositionOffer(string Systems, string Blocks, bool TakesNamedBlocks, bool TakesDescription)
{
    /// <summary>Target of the Compose action; null where there is none.</summary>
    public string? Compose { get; init; }

    private const string Named = "ComputerSystemComposition";
    private const string Described = "ComputerSystemConstrainedComposition";

    public static async Task<CompositionOffer> ReadAsync(RedfishConnection connection, CancellationToken cancellation)
    {
        var root = await connection.RootAsync(Stages.Allocate, cancellation);
        if (root.Link("CompositionService") is not { } path || root.Link("Systems") is not { } systems)
        {
            throw new DriverException(DriverFault.Refused, Failure.NotImplemented(
                $"The pod manager '{connection.PodName}' is a Redfish service that composes nothing: its root links neither 'Nodes' nor 'CompositionService'."));
        }

        var service = await connection.GetAsync(path, Stages.Allocate, cancellation);
        if (service.Child("ServiceEnabled") is { ValueKind: JsonValueKind.False })
        {
            throw new DriverException(DriverFault.Refused, Failure.Conflict(
                $"The composition service of the pod manager '{connection.PodName}' is switched off (ServiceEnabled is false)."));
        }

        var blocks = connection.Need(service.Link("ResourceBlocks") ?? root.Link("ResourceBlocks"), "ResourceBlocks", Stages.Allocate, path);
        var cases = await UseCasesAsync(connection, systems, service, cancellation);
        var isNamed = cases.ContainsKey(Named) || !cases.ContainsKey(Described);
        var capabilities = cases.GetValueOrDefault(isNamed ? Named : Described) is { } link
            ? await connection.FindAsync(link, Stages.Allocate, cancellation)
            : null;
        return new CompositionOffer(systems, blocks, isNamed, Takes(capabilities, "Description"))
        {
            Compose = service.Child("Actions").Child("#CompositionService.Compose").Text("target"),
        };
    }

    /// <summary>From the use case to its capabilities object. Newer services say it on the target collection, older ones on their zones.</summary>
    private static async Task<Dictionary<string, string?>> UseCasesAsync(
        RedfishConnection connection, string systems, JsonElement? service, CancellationToken cancellation)
    {
        var cases = new Dictionary<string, string?>();
        Note(cases, await connection.GetAsync(systems, Stages.Allocate, cancellation));
        if (cases.Count == 0 && service.Link("ResourceZones") is { } zones)
        {
            foreach (var zone in await connection.MembersAsync(zones, Stages.Allocate, cancellation))
            {
                Note(cases, await connection.FindAsync(zone, Stages.Allocate, cancellation));
            }
        }

        return cases;
    }

    private static void Note(Dictionary<string, string?> cases, JsonElement? holder)
    {
        foreach (var capability in holder.Child("@Redfish.CollectionCapabilities").Items("Capabilities"))
        {
            if (capability.Text("UseCase") is { } useCase)
            {
                cases.TryAdd(useCase, capability.Link("CapabilitiesObject"));
            }
        }
    }

    private static bool Takes(JsonElement? capabilities, string property) =>
        capabilities.Child($"{property}@Redfish.OptionalOnCreate") is { ValueKind: JsonValueKind.True }
        || capabilities.Child($"{property}@Redfish.RequiredOnCreate") is { ValueKind: JsonValueKind.True };
}
