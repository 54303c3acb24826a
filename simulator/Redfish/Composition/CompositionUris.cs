using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

internal static class CompositionUris
{
    public const string Service = "/redfish/v1/CompositionService";
    public const string Blocks = Service + "/ResourceBlocks";
    public const string ActivePool = Service + "/ActivePool";
    public const string FreePool = Service + "/FreePool";
    public const string Zones = Service + "/ResourceZones";
    public const string Reservations = Service + "/CompositionReservations";
    public const string Compose = Service + "/Actions/CompositionService.Compose";
    public const string ComposeInfo = Service + "/ComposeActionInfo";

    /// <summary>What may be posted to the systems: blocks by name.</summary>
    public const string SpecificCapabilities = SystemUris.Systems + "/SpecificCapabilities";

    /// <summary>Likewise: parts by what they are like.</summary>
    public const string ConstrainedCapabilities = SystemUris.Systems + "/ConstrainedCapabilities";

    /// <summary>What may be posted to the resource blocks.</summary>
    public const string BlockCapabilities = Blocks + "/" + BlockRules.Capabilities;

    /// <summary>Likewise: parts by what they are like.</summary>
    public const string ConstrainedBlockCapabilities = Blocks + "/" + BlockRules.ConstrainedCapabilities;

    /// <summary>Likewise: systems that become blocks.</summary>
    public const string RegistrationCapabilities = Blocks + "/" + BlockRules.RegistrationCapabilities;

    public static string Block(string id) => $"{Blocks}/{id}";

    public static string Zone(string id) => $"{Zones}/{id}";

    public static string Reservation(string id) => $"{Reservations}/{id}";

    /// <summary>The id in the URI of a block; null when it is another URI.</summary>
    public static string? BlockIn(string uri) => MemberIn(Blocks, uri);

    /// <summary>Likewise of a resource zone.</summary>
    public static string? ZoneIn(string uri) => MemberIn(Zones, uri);

    /// <summary>Likewise of a system.</summary>
    public static string? SystemIn(string uri) => MemberIn(SystemUris.Systems, uri);

    private static string? MemberIn(string collection, string uri) =>
        uri.TrimEnd('/') is var path && path.StartsWith(collection + "/", StringComparison.Ordinal) && path.LastIndexOf('/') == collection.Length
            ? path[(collection.Length + 1)..]
            : null;
}
