using System.Collections.Concurrent;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IReadInventory
{
    private const string ReadSystems = "read the systems";
    private const string ReadRacks = "read the racks";
    private const string ReadDevices = "read the pooled drives";

    /// <summary>Systems with their processors, modules, interfaces and drives.</summary>
    private static readonly ExpandWish WholeSystems = new(
        4, "Id,UUID,Name,Description,Status,ProcessorSummary,MemorySummary,Links,Processors,Memory,EthernetInterfaces,Storage,SimpleStorage");

    /// <summary>What a chassis stands in, and what stands in it.</summary>
    private static readonly ExpandWish Places = new(1, "Id,ChassisType,Links");

    /// <summary>Chassis with the drives in them.</summary>
    private static readonly ExpandWish Pools = new(3, "Id,ChassisType,Links,Drives");

    private static readonly ExpandWish Users = new(1, "Id,Links");

    private static readonly ExpandWish UsedBlocks = new(1, "CompositionStatus,Links,ComputerSystems");

    private readonly MemoryModules modules = new(reader, host.Time);

    public async Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation)
    {
        var root = await connection.RootAsync(ReadSystems, cancellation);
        if (root.Link("Systems") is not { } systems)
        {
            return [];
        }

        var chassis = ByUri(await CollectionAsync(root, "Chassis", ReadSystems, cancellation, Places));
        var users = await UsersAsync(root, cancellation);
        var kinds = new ConcurrentDictionary<string, Task<string?>>();
        return await reader.CollectionAsync(
            systems,
            WholeSystems,
            async (system, token) => await SystemAsync(system, chassis, kinds, token) with
            {
                Uri = system.Id(),
                NodeIndex = users.GetValueOrDefault(system.Id() ?? ""),
            },
            ReadSystems,
            cancellation);
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

        var chassis = await CollectionAsync(root, "Chassis", ReadDevices, cancellation, Pools);

        // What lies below the systems' own collection is built in, and so is what is in the sled of a system; pooled drives hang on other chassis.
        var builtIn = (root.Link("Systems")?.TrimEnd('/') ?? "\0") + "/";
        var pools = new Dictionary<string, string>();
        var drives = new List<JsonElement?>();
        foreach (var item in chassis.Where(c => !IsSled(c)))
        {
            var inside = await DrivesInAsync(item, cancellation);
            foreach (var drive in inside.Where(drive => drive.Id() is { } uri && !uri.StartsWith(builtIn, StringComparison.Ordinal) && pools.TryAdd(uri, IdOf(item))))
            {
                drives.Add(drive);
            }
        }

        var owners = await OwnersAsync(root, cancellation);
        return [.. (await reader.LinkedAsync(drives, ReadDevices, cancellation)).Where(drive => drive.Id() is { } uri && pools.ContainsKey(uri)).Select(drive =>
            DeviceOf(drive, pools[drive.Id()!], owners.GetValueOrDefault(drive.Id()!)))];
    }

    /// <summary>Pooled drives that are not erased are not given out (redfish-pod 2.3.3), nor are those that are not sound.</summary>
    private static PooledDevice DeviceOf(JsonElement? drive, string pool, string? owner) => new(
        drive.Id()!, IdOf(drive), drive.Text("MediaType") is "HDD" or "SMR" ? "HDD" : "SSD", owner, pool, drive.Text("Model"), drive.Text("Manufacturer"),
        drive.Text("Name"), drive.Number("CapacityBytes"))
    {
        Protocol = drive.Text("Protocol"),
        IsReady = drive.Child("Status").Text("Health") is null or "OK" && drive.RackScale().Child("DriveErased") is not { ValueKind: JsonValueKind.False },
    };

    /// <summary>The drives of a chassis, in whole or as links: those of its collection, and those that it links.</summary>
    private async Task<IReadOnlyList<JsonElement?>> DrivesInAsync(JsonElement? chassis, CancellationToken cancellation)
    {
        var own = ResourceReader.MembersIn(chassis, "Drives")
            ?? (chassis.Link("Drives") is { } path ? await connection.PagesAsync(path, ReadDevices, cancellation) : []);
        return [.. own, .. chassis.Child("Links").Items("Drives")];
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

        foreach (var node in await reader.CollectionAsync(nodes, ReadDevices, cancellation, Users))
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
            foreach (var node in await reader.CollectionAsync(nodes, ReadSystems, cancellation, Users))
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
            foreach (var block in await reader.CollectionAsync(blocks, ReadSystems, cancellation, UsedBlocks))
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
        JsonElement? system, Dictionary<string, JsonElement?> chassis, ConcurrentDictionary<string, Task<string?>> kinds, CancellationToken cancellation)
    {
        var (cores, architecture, model) = await ProcessorsAsync(system, kinds, cancellation);
        var memory = await modules.OfAsync(system, ReadSystems, cancellation);
        var drives = await SystemDrivesAsync(system, ReadSystems, cancellation);
        return new PodSystem(
            IdOf(system), system.Text("UUID"), system.Text("Name"), system.Text("Description"), system.Child("Status").Text("Health"),
            LocationOf(system, chassis), cores, architecture, model, MemoryGiB(system, memory), await InterfacesAsync(system, cancellation),
            drives.Sum(drive => drive.CapacityBytes ?? 0) >> 30)
        {
            Memory = memory,
            Drives = [.. drives.Select(drive => new PodDrive(drive.Type is "SMR" ? "HDD" : drive.Type, drive.Protocol, drive.CapacityBytes))],
        };
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

        Task<IReadOnlyList<JsonElement?>> ReadAsync() => reader.PartsAsync(system, "Processors", ReadSystems, cancellation);
    }

    private static JsonElement? Last(IReadOnlyList<JsonElement?> items) => items.Count > 0 ? items[^1] : null;

    private static string? ArchitectureOf(JsonElement? processor) => processor.Text("ProcessorArchitecture") ?? processor.Text("InstructionSet");

    /// <summary>All of them, though the first page may not hold them all.</summary>
    private async Task<int> InterfacesAsync(JsonElement? system, CancellationToken cancellation)
    {
        var inside = system.Child("EthernetInterfaces");
        var collection = inside.Child("Members") is not null ? inside : inside.Id() is { } path ? await connection.FindAsync(path, ReadSystems, cancellation) : null;
        return (int)(collection.Number("Members@odata.count") ?? collection.Items("Members").Count);
    }

    /// <summary>The summary, or the sum of the modules where there is none.</summary>
    private static long MemoryGiB(JsonElement? system, IReadOnlyList<PodMemory> memory) =>
        system.Child("MemorySummary").Number("TotalSystemMemoryGiB") ?? memory.Sum(alike => alike.CapacityMiB * alike.Count) / 1024;

    private static Dictionary<string, JsonElement?> ByUri(IReadOnlyList<JsonElement?> resources) =>
        resources.Where(resource => resource.Id() is not null).DistinctBy(resource => resource.Id()).ToDictionary(resource => resource.Id()!);

    /// <summary>Walks up from the system's chassis to the outermost; a pod that links in a circle ends the walk.</summary>
    private static string LocationOf(JsonElement? system, Dictionary<string, JsonElement?> chassis)
    {
        var text = "";
        var seen = new HashSet<string>();
        var uri = system.Child("Links").Links("Chassis") is [var first, ..]
            ? first
            : chassis.Values.FirstOrDefault(item => item.Child("Links").Links("ComputerSystems").Contains(system.Id() ?? "")).Id();
        while (uri is not null && seen.Add(uri) && chassis.GetValueOrDefault(uri) is { } here)
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
        JsonElement? root, string name, string stage, CancellationToken cancellation, ExpandWish? wish = null) =>
        root.Link(name) is { } path
            ? await reader.CollectionAsync(path, stage, cancellation, wish)
            : [];

    private static string IdOf(JsonElement? resource) => resource.Text("Id") ?? RedfishJson.LastSegment(resource.Id() ?? "");
}
