using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>What is posted to the resource blocks to make a block of a system (DSP2050, <c>RegisterResourceBlock</c>).</summary>
/// <param name="Pointers">Where in the request a system or zone is named.</param>
internal sealed record RegistrationRequest(BlockRegistration Registration, IReadOnlyDictionary<string, string> Pointers)
{
    public const string Systems = "ComputerSystems";

    // An example of the publisher says ResourceZones where its schema has Zones.
    private static readonly string[] ZoneLinks = ["Zones", "ResourceZones"];

    public string PointerTo(string id) => Pointers.GetValueOrDefault(id, $"#/{Systems}/0");

    /// <returns>Null when there are problems.</returns>
    public static RegistrationRequest? Read(BodyReader body, Pod pod)
    {
        var pointers = new Dictionary<string, string>(StringComparer.Ordinal);
        var name = ResourceNames.Read(body, isRequired: false);
        var description = body.TextOrNull("Description", out _);
        var systems = body.Links(Systems);
        CheckCount(body, systems.Count);
        var zones = body.Object("Links") is { } links ? ReadZones(links, pointers) : [];
        body.NothingElse();
        if (body.Problems.Count > 0)
        {
            return null;
        }

        var sent = CompositionUris.SystemIn(systems[0]) ?? systems[0];

        // By the name that the system has now; a composed one was a block before.
        return new RegistrationRequest(new BlockRegistration(pod.FindSystem(sent)?.Id ?? sent, name, description, zones), pointers);
    }

    private static void CheckCount(BodyReader body, int systems)
    {
        if (systems > 1)
        {
            body.Problem(RedfishMessages.ArraySizeTooLong(body.Pointer(Systems), "1"));
        }
        else if (systems == 0 && body.Problems.Count == 0)
        {
            body.Problem(RedfishMessages.PropertyMissing(body.Pointer(Systems)));
        }
    }

    private static List<string> ReadZones(BodyReader links, Dictionary<string, string> pointers)
    {
        var zones = new List<string>();
        foreach (var property in ZoneLinks)
        {
            foreach (var (index, uri) in links.Links(property).Index())
            {
                var zone = CompositionUris.ZoneIn(uri) ?? uri;
                zones.Add(zone);
                pointers.TryAdd(zone, $"{links.Pointer(property)}/{index}");
            }
        }

        if (links.Has(BlockRequest.Suppliers))
        {
            links.Problem(RedfishMessages.PropertyValueConflict(links.Pointer(BlockRequest.Suppliers), Systems));
        }

        links.NothingElse();
        return zones;
    }
}
