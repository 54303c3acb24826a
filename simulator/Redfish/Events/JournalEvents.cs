using System.Runtime.CompilerServices;
using Simulator.Hardware;
using Simulator.Journal;

namespace Simulator.Redfish;

/// <summary>The journal as Redfish events: the one source of streams and webhooks. Entries without a Redfish meaning are left out.</summary>
internal sealed class JournalEvents(EventJournal journal, Pod pod, PodTasks tasks, TestEvents tests, RouteKinds kinds)
{
    private static readonly Dictionary<string, string> PowerKeys = new(StringComparer.Ordinal)
    {
        ["On"] = "ResourcePoweredOn",
        ["Off"] = "ResourcePoweredOff",
        ["PoweringOn"] = "ResourcePoweringOn",
        ["PoweringOff"] = "ResourcePoweringOff",
    };

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
        "health" => Health(entry),
        "node" => Node(entry),
        "work" => Failure(entry),
        "task" => Task(entry),
        "boot" => OnSystem(entry, "", "ComputerSystem"),
        "firmware" => OnSystem(entry, entry.What == "BiosSettings" ? "/Bios" : "/SecureBoot", entry.What == "BiosSettings" ? "Bios" : "SecureBoot"),
        "media" => OnSystem(entry, "/VirtualMedia", "VirtualMediaCollection"),
        "bmc" when pod.Systems.TryGetValue(entry.Subject, out var system) => Event(
            entry, "StatusChange", "ResourceStateChanged", [$"BMC of {system.Name}", entry.What == "Reset" ? "UnavailableOffline" : "Enabled"],
            ManagerUris.Bmc(system.Id), "Manager", entry.Text),
        ResourceChanges.Room => Resource(entry),
        TestEvents.Room => tests.Find(entry.Subject) is { } test ? test with { Sequence = entry.Sequence } : null,
        _ => null,
    };

    private static PodEvent Of(JournalEntry entry, ComputerSystem system) => PowerKeys.TryGetValue(entry.What, out var key)
        ? Event(entry, "StatusChange", key, [system.Name], SystemUris.Of(system.Id), "ComputerSystem")
        : Event(entry, "ResourceUpdated", "ResourceChanged", [], SystemUris.Of(system.Id), "ComputerSystem");

    private PodEvent? Health(JournalEntry entry)
    {
        var type = entry.What == "OK" ? "StatusChange" : "Alert";
        var key = $"ResourceStatusChanged{entry.What}";
        return pod.Systems.TryGetValue(entry.Subject, out var system)
            ? Event(entry, type, key, [system.Name, entry.What], SystemUris.Of(system.Id), "ComputerSystem")
            : pod.Devices.TryGetValue(entry.Subject, out var device)
                ? Event(entry, type, key, [device.Name, entry.What], ChassisUris.Of(device), TypeOf(device))
                : null;
    }

    private PodEvent? Node(JournalEntry entry)
    {
        var uri = ComposedNodeUris.Of(entry.Subject);
        var name = $"Node {entry.Subject}";
        return entry.What switch
        {
            "Refused" => null,
            "Erased" => pod.Devices.TryGetValue(entry.Subject, out var device)
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

    private PodEvent? OnSystem(JournalEntry entry, string below, string kind) => pod.Systems.TryGetValue(entry.Subject, out var system)
        ? Event(entry, "ResourceUpdated", "ResourceChanged", [], SystemUris.Of(system.Id) + below, kind, entry.Text)
        : null;

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

    private PodEvent? Task(JournalEntry entry) => tasks.Find(entry.Subject) is { } task
        ? new PodEvent(
            entry.Sequence, entry.At, "StatusChange",
            MessageRegistries.TaskEvent.Message(entry.What switch { "Done" => "TaskCompletedOK", "Cancelled" => "TaskCancelled", _ => "TaskStarted" }, [task.Id], says: entry.Text),
            TaskUris.Of(task.Id), "Task")
        : null;

    private PodEvent? Failure(JournalEntry entry) => tasks.LastFailed(entry.Subject, entry.At) is { } task
        ? new PodEvent(
            entry.Sequence, entry.At, "Alert", MessageRegistries.TaskEvent.Message("TaskAborted", [task.Id], says: entry.Text), TaskUris.Of(task.Id), "Task")
        : null;

    private static PodEvent Event(
        JournalEntry entry, string type, string key, IReadOnlyList<string> args, string origin, string originType, string? says = null) =>
        new(entry.Sequence, entry.At, type, MessageRegistries.ResourceEvent.Message(key, args, says), origin, originType);

    private static string TypeOf(PooledDevice device) => device.Kind == PooledDeviceKind.NVMe ? "Drive" : "Processor";
}
