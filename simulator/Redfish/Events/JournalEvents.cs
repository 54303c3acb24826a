using System.Runtime.CompilerServices;
using Simulator.Hardware;
using Simulator.Journal;

namespace Simulator.Redfish;

/// <summary>The journal as Redfish events: the one source of streams and webhooks. Entries without a Redfish meaning are left out.</summary>
internal sealed class JournalEvents(EventJournal journal, Pod pod, PodTasks tasks, PodJobs jobs, TestEvents tests, RouteKinds kinds)
{
    private static readonly Dictionary<string, string> PowerKeys = new(StringComparer.Ordinal)
    {
        ["On"] = "ResourcePoweredOn",
        ["Off"] = "ResourcePoweredOff",
        ["PoweringOn"] = "ResourcePoweringOn",
        ["PoweringOff"] = "ResourcePoweringOff",
    };

    private static readonly Dictionary<string, string> TaskKeys = new(StringComparer.Ordinal)
    {
        ["Started"] = "TaskStarted",
        ["Done"] = "TaskCompletedOK",
        ["Cancelled"] = "TaskCancelled",
        ["Failed"] = "TaskAborted",
    };

    private static readonly Dictionary<string, string> JobKeys = new(StringComparer.Ordinal)
    {
        ["Done"] = "JobCompletedOK",
        ["Cancelled"] = "JobCancelled",
        ["Failed"] = "JobCompletedException",
    };

    private readonly Dictionary<string, PowerOutlet> _outlets =
        pod.PowerDistributions.Values.SelectMany(u => u.Outlets).ToDictionary(o => o.PodId, StringComparer.Ordinal);

    private readonly Dictionary<string, (string Name, string Uri)> _ropes = pod.Racks
        .SelectMany(r => LeakRope.Of(r).Select(l => (l.Id, Told: (l.Name, ThermalUris.LeakDetector(r.Id, l.Id))))).ToDictionary(l => l.Id, l => l.Told, StringComparer.Ordinal);

    // Power supplies, fans, batteries and pumps, by id.
    private readonly Dictionary<string, (string Name, string Uri, string Type)> _furniture = pod.Racks
        .SelectMany(r => r.PowerSupplies.Select(s => (s.Id, Told: (s.Name, PowerUris.Supply(r.Id, s.Id), "PowerSupply"))))
        .Concat(pod.Drawers.Values.SelectMany(d => d.Fans.Select(f => (f.Id, Told: (f.Name, ThermalUris.Fan(d.Id, f.Id), "Fan")))))
        .Concat(pod.Racks.SelectMany(r => RackBattery.Of(r) is { } b ? new[] { (b.Id, Told: (b.Name, PowerUris.Battery(r.Id, b.Id), "Battery")) } : []))
        .Concat(pod.Racks.Select(CoolantUnit.Of).SelectMany(u => u.Pumps.Select(p => (p.Id, Told: (p.Name, CoolantUris.Pump(u.Id, p.Id), "Pump")))))
        .ToDictionary(p => p.Id, p => p.Told, StringComparer.Ordinal);

    /// <summary>Sequence of the newest entry.</summary>
    public long Last => journal.Last;

    /// <summary>Events after <paramref name="sequence"/> and then every new one, until cancelled; a gap is told by an event of its own.</summary>
    public async IAsyncEnumerable<PodEvent> FollowAsync(long sequence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = journal.Last;
        var previous = Math.Min(sequence, last);
        if (sequence > last)
        {
            // The reader saw an event that is not known here: of this service before it was started anew.
            yield return Gap(last, journal.Now);
        }

        await foreach (var entry in journal.FollowAsync(previous, cancellation))
        {
            if (entry.Sequence > previous + 1)
            {
                yield return Gap(entry.Sequence - 1, entry.At);
            }

            previous = entry.Sequence;
            if (Of(entry) is { } happened)
            {
                yield return happened;
            }
        }
    }

    private PodEvent? Of(JournalEntry entry) => entry.Room switch
    {
        "power" when pod.Systems.TryGetValue(entry.Subject, out var system) => Of(entry, system),
        "health" when _ropes.TryGetValue(entry.Subject, out var rope) => new PodEvent(
            entry.Sequence, entry.At, entry.What == "OK" ? "StatusChange" : "Alert",
            MessageRegistries.Environmental.Message(entry.What == "OK" ? "LeakDetectedNormal" : $"LeakDetected{entry.What}", [rope.Name]), rope.Uri, "LeakDetector"),
        "health" => Health(entry),
        "battery" when _furniture.TryGetValue(entry.Subject, out var battery) =>
            Event(entry, "StatusChange", "ResourceStateChanged", [battery.Name, entry.What], battery.Uri, battery.Type),
        "outlet" when _outlets.TryGetValue(entry.Subject, out var outlet) =>
            Event(entry, "StatusChange", PowerKeys[entry.What], [$"{outlet.UnitId} {outlet.Id}"], DistributionUris.Outlet(outlet), "Outlet"),
        "limit" => Event(entry, "ResourceUpdated", "ResourceChanged", [], ControlUris.Of(entry.Subject, entry.What == "PowerLimit" ? PowerControl.PowerLimit : PowerControl.FanFloor), "Control"),
        "node" => Node(entry),
        "zone" => Created(entry, FabricUris.Zone(entry.Subject), "Zone"),
        "system" => Created(entry, $"{SystemUris.Systems}/{entry.Subject}", "ComputerSystem"),
        "reservation" => Created(entry, CompositionUris.Reservation(entry.Subject), "CompositionReservation"),
        "block" => Block(entry),
        "storage" => Storage(entry),
        "work" => Work(entry) ?? Job(entry),
        "boot" => OnSystem(entry, "", "ComputerSystem"),
        "firmware" => Firmware(entry),
        "media" => OnSystem(entry, "/VirtualMedia", "VirtualMediaCollection"),
        "bmc" when pod.Systems.TryGetValue(entry.Subject, out var system) => Bmc(entry, system),
        ResourceChanges.Room => Resource(entry),
        TestEvents.Room => tests.Find(entry.Subject) is { } test ? test with { Sequence = entry.Sequence } : null,
        _ => null,
    };

    private static PodEvent Of(JournalEntry entry, ComputerSystem system) => PowerKeys.TryGetValue(entry.What, out var key)
        ? Event(entry, "StatusChange", key, [system.Name], SystemUris.Of(system), "ComputerSystem")
        : Event(entry, "ResourceUpdated", "ResourceChanged", [], SystemUris.Of(system), "ComputerSystem");

    private PodEvent? Health(JournalEntry entry)
    {
        var type = entry.What == "OK" ? "StatusChange" : "Alert";
        var key = $"ResourceStatusChanged{entry.What}";
        return pod.Systems.TryGetValue(entry.Subject, out var system)
            ? Event(entry, type, key, [system.Name, entry.What], SystemUris.Of(system), "ComputerSystem")
            : pod.Devices.TryGetValue(entry.Subject, out var device)
                ? Event(entry, type, key, [device.Name, entry.What], ChassisUris.Of(device), TypeOf(device))
                : _furniture.TryGetValue(entry.Subject, out var part)
                    ? Event(entry, type, key, [part.Name, entry.What], part.Uri, part.Type)
                    : null;
    }

    private PodEvent? Node(JournalEntry entry)
    {
        var uri = ComposedNodeUris.Of(entry.Subject);
        var name = $"Node {entry.Subject}";
        return entry.What switch
        {
            "Refused" => null,
            "Erasing" or "ErasureFailed" or "Erased" => pod.Devices.TryGetValue(entry.Subject, out var device)
                ? Event(entry, "ResourceUpdated", "ResourceChanged", [], ChassisUris.Of(device), TypeOf(device))
                : null,
            "Allocated" => Event(entry, "ResourceAdded", "ResourceCreated", [], uri, "ComposedNode"),
            "Released" => Event(entry, "ResourceRemoved", "ResourceRemoved", [], uri, "ComposedNode"),

            // The state alone would arrive as severity OK.
            "Failed" => Event(entry, "Alert", "ResourceStatusChangedCritical", [name, "Critical"], uri, "ComposedNode", entry.Text),
            _ => Event(entry, "StatusChange", "ResourceStateChanged", [name, entry.What], uri, "ComposedNode"),
        };
    }

    private static PodEvent Gap(long sequence, DateTimeOffset at) =>
        new(sequence, at, "Alert", MessageRegistries.Base.Message("EventBufferExceeded", []), EventUris.Service, "EventService") { IsGap = true };

    private static PodEvent Bmc(JournalEntry entry, ComputerSystem system) => entry.What == "Settings"
        ? Event(entry, "ResourceUpdated", "ResourceChanged", [], ManagerUris.Bmc(system.Id), "Manager", entry.Text)
        : Event(
            entry, "StatusChange", "ResourceStateChanged", [$"BMC of {system.Name}", entry.What == "Reset" ? "UnavailableOffline" : "Enabled"],
            ManagerUris.Bmc(system.Id), "Manager", entry.Text);

    private PodEvent? OnSystem(JournalEntry entry, string below, string kind) => pod.Systems.TryGetValue(entry.Subject, out var system)
        ? Event(entry, "ResourceUpdated", "ResourceChanged", [], SystemUris.Of(system) + below, kind, entry.Text)
        : null;

    // What clients make and remove.
    private static PodEvent Created(JournalEntry entry, string uri, string kind) => entry.What switch
    {
        "Created" or "Composed" or "Made" => Event(entry, "ResourceAdded", "ResourceCreated", [], uri, kind, entry.Text),
        "Removed" or "Decomposed" or "Ended" => Event(entry, "ResourceRemoved", "ResourceRemoved", [], uri, kind, entry.Text),
        _ => Event(entry, "ResourceUpdated", "ResourceChanged", [], uri, kind, entry.Text),
    };

    // Besides its composition state, the composition status has the reserved mark.
    private static PodEvent Block(JournalEntry entry) => entry.What is "Created" or "Removed" ? Created(entry, CompositionUris.Block(entry.Subject), "ResourceBlock") : new(
        entry.Sequence, entry.At, "Other",
        MessageRegistries.Composition.Message(entry.What == "Marked" ? "ResourceBlockChanged" : "ResourceBlockCompositionStateChanged", [entry.Subject], entry.Text),
        CompositionUris.Block(entry.Subject), "ResourceBlock");

    private PodEvent Resource(JournalEntry entry)
    {
        var (type, key) = entry.What switch
        {
            "Created" => ("ResourceAdded", "ResourceCreated"),
            "Removed" => ("ResourceRemoved", "ResourceRemoved"),
            _ => ("ResourceUpdated", "ResourceChanged"),
        };
        return Event(entry, type, key, [], entry.Subject, kinds.KindAt(entry.Subject) ?? "", entry.Text);
    }

    private PodEvent? Storage(JournalEntry entry) =>
        pod.Systems.ContainsKey(entry.Subject)
            ? Event(entry, "ResourceUpdated", "ResourceChanged", [], SystemUris.LocalStorage(pod.Systems[entry.Subject]), "Storage", entry.Text)
            : pod.StorageServices.ContainsKey(entry.Subject)
                ? Event(entry, "ResourceUpdated", "ResourceChanged", [], StorageServiceUris.Storage(entry.Subject), "Storage", entry.Text)
                : null;

    // The subject is a part with firmware, or a system whose settings of firmware changed.
    private PodEvent? Firmware(JournalEntry entry) => (pod.FindFirmware(entry.Subject), entry.What) switch
    {
        ({ } item, "Activated") => Event(entry, "ResourceUpdated", "ResourceChanged", [], UpdateUris.Of(item), "SoftwareInventory"),
        ({ } item, "Version") => Event(entry, "ResourceUpdated", "ResourceChanged", [], UpdateUris.RelatedTo(pod, item)[0], TypeOf(item)),
        ({ }, _) => null,
        (null, "BiosSettings") => OnSystem(entry, "/Bios", "Bios"),
        (null, "BootMenu") => OnSystem(entry, "", "ComputerSystem"),
        _ => OnSystem(entry, "/SecureBoot", "SecureBoot"),
    };

    private PodEvent? Work(JournalEntry entry) => tasks.FindOld(entry.Subject) is { } task && TaskKeys.TryGetValue(entry.What, out var key)
        ? new PodEvent(
            entry.Sequence, entry.At, entry.What == "Failed" ? "Alert" : "StatusChange",
            MessageRegistries.TaskEvent.Message(key, [task.Id], says: entry.Text), TaskUris.Of(task.Id), "Task")
        : null;

    private PodEvent? Job(JournalEntry entry) => jobs.Find(entry.Subject) is null ? null
        : JobKeys.TryGetValue(entry.What, out var key)
            ? new PodEvent(
                entry.Sequence, entry.At, entry.What == "Failed" ? "Alert" : "StatusChange",
                MessageRegistries.JobEvent.Message(key, [entry.Subject], says: entry.Text), JobUris.Of(entry.Subject), "Job")
            : Event(entry, "ResourceAdded", "ResourceCreated", [], JobUris.Of(entry.Subject), "Job");

    private static PodEvent Event(
        JournalEntry entry, string type, string key, IReadOnlyList<string> args, string origin, string originType, string? says = null) =>
        new(entry.Sequence, entry.At, type, MessageRegistries.ResourceEvent.Message(key, args, says), origin, originType);

    private static string TypeOf(FirmwareItem item) => item.Kind switch
    {
        FirmwareKind.Bios => "ComputerSystem",
        FirmwareKind.Bmc => "Manager",
        FirmwareKind.Nic => "NetworkAdapter",
        FirmwareKind.Switch => "Switch",
        FirmwareKind.Drive => "Drive",
        _ => "Processor",
    };

    private static string TypeOf(PooledDevice device) => ChassisUris.TypeOf(device);
}
