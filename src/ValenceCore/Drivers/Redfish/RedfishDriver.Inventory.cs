using System.Collections.Concurrent;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IReadInventory
{
    private const string ReadSystems = "read the systems";
    private const string ReadRacks = "read the racks";
    private const string ReadDevices = "read the pooled drives";

    public async Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation)
    {
        var root = await connection.RootAsync(ReadSystems, cancellation);
        var systems = await CollectionAsync(root, "Systems", ReadSystems, cancellation);
        var chassis = await CollectionAsync(root, "Chassis", ReadSystems, cancellation);
        var users = await UsersAsync(root, cancellation);
        var kinds = new ConcurrentDictionary<string, Task<string?>>();
        var found = new PodSystem[systems.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, systems.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation },
            async (position, token) => found[position] = await SystemAsync(systems[position], chassis, kinds, token) with
            {
                Uri = systems[position].Id(),
                NodeIndex = users.GetValueOrDefault(systems[position].Id() ?? ""),
            });
        return found;
    }

    public async Task<IReadOnlyList<PodRack>> ReadRacksAsync(CancellationToken cancellation)
    {
        var root = await connection.RootAsync(ReadRacks, cancellation);
        var chassis = await CollectionAsync(root, "Chassis", ReadRacks, cancellation);
        var uuids = (await CollectionAsync(root, "Systems", ReadRacks, cancellation))
            .Where(system => system.Id() is not null)
            .ToDictionary(system => system.Id()!, system => system.Text("UUID") ?? system.Text("Id") ?? "");
        return [.. chassis.Where(item => item.Text("ChassisType") == "Rack").Select(rack => new PodRack(
            IdOf(rack), rack.Text("Name"), [.. SystemsInside(rack, chassis).Select(uri => uuids.GetValueOrDefault(uri)).OfType<string>()],
            rack.Text("Manufacturer"), rack.Text("Model"), rack.Text("Description"), rack.Text("SerialNumber")))];
    }

    public async Task<IReadOnlyList<PooledDevice>> ReadDevicesAsync(CancellationToken cancellation)
    {
        var root = await connection.RootAsync(ReadDevices, cancellation);
        if (RackScaleNodes.NodesPath(root) is null && root.Link("CompositionService") is { } service)
        {
            var blocks = (await connection.GetAsync(service, ReadDevices, cancellation)).Link("ResourceBlocks") ?? root.Link("ResourceBlocks");
            return blocks is null ? [] : await StandardDevices.ReadAsync(reader, blocks, ReadDevices, cancellation);
        }

        var chassis = await CollectionAsync(root, "Chassis", ReadDevices, cancellation);

        // What lies below the systems' own collection is built in, and so is what is in the sled of a system; pooled drives hang on other chassis.
        var builtIn = (root.Link("Systems")?.TrimEnd('/') ?? "\0") + "/";
        var pools = new Dictionary<string, string>();
        foreach (var item in chassis.Where(c => !IsSled(c)))
        {
            string[] linked =
            [
                .. item.Link("Drives") is { } drives ? await connection.MembersAsync(drives, ReadDevices, cancellation) : [],
                .. item.Child("Links").Links("Drives"),
            ];
            foreach (var uri in linked.Where(uri => !uri.StartsWith(builtIn, StringComparison.Ordinal)))
            {
                pools.TryAdd(uri, IdOf(item));
            }
        }

        var owners = await OwnersAsync(root, cancellation);
        var resources = await ReadAllAsync([.. pools.Keys], ReadDevices, cancellation);
        return [.. resources.Where(drive => drive.Id() is not null && pools.ContainsKey(drive.Id()!)).Select(drive => new PooledDevice(
            drive.Id()!, IdOf(drive), drive.Text("MediaType") is "HDD" or "SMR" ? "HDD" : "SSD", owners.GetValueOrDefault(drive.Id()!),
            pools[drive.Id()!], drive.Text("Model"), drive.Text("Manufacturer"), drive.Text("Name"), drive.Number("CapacityBytes")))];
    }

    /// <summary>A chassis around one system; a drawer may name systems too, and still be where pooled drives are.</summary>
    private static bool IsSled(JsonElement? chassis) =>
        chassis.Text("ChassisType") is "Sled" or "Blade" or "Module" && chassis.Child("Links").Links("ComputerSystems").Count > 0;

    /// <summary>From the path of a drive to the id of the node that holds it.</summary>
    private async Task<Dictionary<string, string>> OwnersAsync(JsonElement? root, CancellationToken cancellation)
    {
        var owners = new Dictionary<string, string>();
        if (RackScaleNodes.NodesPath(root) is not { } nodes)
        {
            return owners;
        }

        var uris = await connection.MembersAsync(nodes, ReadDevices, cancellation);
        foreach (var node in await ReadAllAsync(uris, ReadDevices, cancellation))
        {
            var links = node.Child("Links");
            string[] drives = [.. links.Links("Storage"), .. links.Links("LocalDrives")];
            foreach (var drive in drives)
            {
                owners[drive] = node.Id() is { } uri ? RedfishJson.LastSegment(uri) : IdOf(node);
            }
        }

        return owners;
    }

    /// <summary>From the path of a system to the id of the node that uses it.</summary>
    private async Task<Dictionary<string, string>> UsersAsync(JsonElement? root, CancellationToken cancellation)
    {
        var users = new Dictionary<string, string>();
        if (RackScaleNodes.NodesPath(root) is { } nodes)
        {
            foreach (var node in await reader.CollectionAsync(nodes, ReadSystems, cancellation))
            {
                if (node.Child("Links").Link("ComputerSystem") is { } system)
                {
                    users[system] = node.Id() is { } uri ? RedfishJson.LastSegment(uri) : IdOf(node);
                }
            }
        }
        else if (root.Link("CompositionService") is { } service
            && (await connection.GetAsync(service, ReadSystems, cancellation)).Link("ResourceBlocks") is { } blocks)
        {
            // By the standard a composed system is a node, and so is whatever machine a block of it stands for.
            foreach (var block in await reader.CollectionAsync(blocks, ReadSystems, cancellation))
            {
                if (block.Child("CompositionStatus").Text("CompositionState") is "Composed" or "Composing"
                    && block.Child("Links").Links("ComputerSystems") is [var node, ..])
                {
                    foreach (var system in block.Links("ComputerSystems").Append(node))
                    {
                        users[system] = RedfishJson.LastSegment(node);
                    }
                }
            }
        }

        return users;
    }

    private async Task<PodSystem> SystemAsync(
        JsonElement? system, IReadOnlyList<JsonElement?> chassis, ConcurrentDictionary<string, Task<string?>> kinds, CancellationToken cancellation)
    {
        var (cores, architecture, model) = await ProcessorsAsync(system, kinds, cancellation);
        var interfaces = system.Link("EthernetInterfaces") is { } nics && await connection.FindAsync(nics, ReadSystems, cancellation) is { } found
            ? InterfacesIn(found)
            : 0;
        var bytes = await SystemDriveBytesAsync(system, ReadSystems, cancellation);
        return new PodSystem(
            IdOf(system), system.Text("UUID"), system.Text("Name"), system.Text("Description"), system.Child("Status").Text("Health"),
            LocationOf(system, chassis), cores, architecture, model, await MemoryGiBAsync(system, cancellation), interfaces, bytes.Sum() >> 30);
    }

    /// <summary>Cores, architecture and model: the summary where there is one, with the architecture of one processor of each model; else all processors.</summary>
    private async Task<(long Cores, string? Architecture, string? Model)> ProcessorsAsync(
        JsonElement? system, ConcurrentDictionary<string, Task<string?>> kinds, CancellationToken cancellation)
    {
        var summary = system.Child("ProcessorSummary");
        if (summary.Number("CoreCount") is { } count && summary.Text("Model") is { } known)
        {
            return (count, await kinds.GetOrAdd(known, async _ => ArchitectureOf(Last(await ReadAsync()))), known);
        }

        var processors = await ReadAsync();
        var last = Last(processors);
        return (processors.Sum(processor => processor.Number("TotalCores") ?? 0), ArchitectureOf(last), last.Text("Model"));

        Task<IReadOnlyList<JsonElement?>> ReadAsync() => reader.PartsAsync(system.Link("Processors"), ReadSystems, cancellation);
    }

    private static JsonElement? Last(IReadOnlyList<JsonElement?> items) => items.Count > 0 ? items[^1] : null;

    private static string? ArchitectureOf(JsonElement? processor) => processor.Text("ProcessorArchitecture") ?? processor.Text("InstructionSet");

    /// <summary>All of them, though the first page may not hold them all.</summary>
    private static int InterfacesIn(JsonElement? collection) =>
        (int)(collection.Number("Members@odata.count") ?? collection.Items("Members").Count);

    /// <summary>The summary, or the sum of the modules where there is none.</summary>
    private async Task<long> MemoryGiBAsync(JsonElement? system, CancellationToken cancellation) =>
        system.Child("MemorySummary").Number("TotalSystemMemoryGiB")
        ?? (await reader.PartsAsync(system.Link("Memory"), ReadSystems, cancellation)).Sum(module => module.Number("CapacityMiB") ?? 0) / 1024;

    /// <summary>Walks up from the system's chassis to the outermost; a pod that links in a circle ends the walk.</summary>
    private static string LocationOf(JsonElement? system, IReadOnlyList<JsonElement?> chassis)
    {
        var text = "";
        var seen = new HashSet<string>();
        var uri = system.Child("Links").Links("Chassis") is [var first, ..]
            ? first
            : chassis.FirstOrDefault(item => item.Child("Links").Links("ComputerSystems").Contains(system.Id() ?? "")).Id();
        while (uri is not null && seen.Add(uri) && chassis.FirstOrDefault(item => item.Id() == uri) is { } here)
        {
            JsonElement? item = here;
            text += $"{item.Text("ChassisType")}:{IdOf(item)}_";
            uri = item.Child("Links").Link("ContainedBy");
        }

        return text;
    }

    /// <summary>Systems of a chassis and of all chassis it contains; each call has its own list (D-09).</summary>
    private static HashSet<string> SystemsInside(JsonElement? rack, IReadOnlyList<JsonElement?> chassis)
    {
        var systems = new HashSet<string>();
        var seen = new HashSet<string>();
        var open = new Stack<JsonElement?>([rack]);
        while (open.TryPop(out var item))
        {
            if (!seen.Add(item.Id() ?? ""))
            {
                continue;
            }

            var links = item.Child("Links");
            systems.UnionWith(links.Links("ComputerSystems"));
            foreach (var inner in links.Links("Contains"))
            {
                if (chassis.FirstOrDefault(candidate => candidate.Id() == inner) is { } found)
                {
                    open.Push(found);
                }
            }
        }

        return systems;
    }

    private async Task<IReadOnlyList<JsonElement?>> CollectionAsync(
        JsonElement? root, string name, string stage, CancellationToken cancellation) =>
        root.Link(name) is { } path
            ? await reader.CollectionAsync(path, stage, cancellation)
            : [];

    private static string IdOf(JsonElement? resource) => resource.Text("Id") ?? RedfishJson.LastSegment(resource.Id() ?? "");
}
