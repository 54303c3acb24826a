using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class MemoryDomainUris
{
    public static string Domains(ComputerSystem system) => $"{SystemUris.Of(system)}/MemoryDomains";
}

/// <summary>MemoryDomain v1_5_1: the modules of each processor, which interleave. Chunks cannot be made of DRAM here.</summary>
internal static class MemoryDomainsRoutes
{
    public static RedfishRoutes MapMemoryDomains(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{SystemUris.Systems}/{{id}}/MemoryDomains", "MemoryDomain", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(MemoryDomainUris.Domains(s), $"Memory domains of {s.Name}", Sockets(s).Select(d => d.Key)) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/MemoryDomains/{{part}}", MemoryDomainsJsonContext.Default.MemoryDomainJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && Sockets(s).FirstOrDefault(d => d.Key == RedfishRoutes.Id(context, "part")) is { } domain
                ? new MemoryDomainJson(s, domain) : null);

    private static IEnumerable<IGrouping<string, MemoryModule>> Sockets(ComputerSystem system) =>
        MemoryMap.Of(system).GroupBy(m => m.Socket.ToString(CultureInfo.InvariantCulture), m => m.Module, StringComparer.Ordinal);
}

internal sealed class MemoryDomainJson(ComputerSystem system, IGrouping<string, MemoryModule> socket)
    : Resource($"{MemoryDomainUris.Domains(system)}/{socket.Key}", Type, socket.Key, $"Memory of processor {socket.Key} of {system.Name}"), IResource
{
    public static string Type => "#MemoryDomain.v1_5_1.MemoryDomain";

    public bool AllowsMemoryChunkCreation => false;

    public bool AllowsBlockProvisioning => false;

    public bool AllowsMirroring => false;

    public bool AllowsSparing => false;

    public int MemorySizeMiB => socket.Sum(m => m.CapacityMiB);

    public IReadOnlyList<MemorySetJson> InterleavableMemorySets =>
        [new MemorySetJson(Link.All(socket.Select(m => $"{SystemUris.Memory(system)}/{m.Id}")))];

    public Status Status => Status.Of(system.State.Health);
}

internal sealed record MemorySetJson(IReadOnlyList<Link> MemorySet)
{
    [JsonPropertyName("MemorySet@odata.count")]
    public int Count => MemorySet.Count;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MemoryDomainJson))]
internal sealed partial class MemoryDomainsJsonContext : JsonSerializerContext;
