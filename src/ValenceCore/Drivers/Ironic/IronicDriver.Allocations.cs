using System.Globalization;
using System.Text.Json.Nodes;
using ValenceCore.Instances;

namespace ValenceCore.Drivers.Ironic;

/// <content>Servers that Ironic has anyway, reserved for an instance (ironic-api 7; API 1.52).</content>
internal sealed partial class IronicDriver
{
    private const string Allocate = "schedule";

    /// <summary>The first version with allocations.</summary>
    private const int AllocationsSince = 52;

    public async Task<string?> AllocateAsync(string instanceUuid, ServerWish wish, CancellationToken cancellation)
    {
        if (await MinorAsync(cancellation) < AllocationsSince)
        {
            return await TakeFirstAsync(instanceUuid, wish, cancellation);
        }

        var body = new JsonObject
        {
            ["uuid"] = instanceUuid,
            ["resource_class"] = wish.ResourceClass,
            ["candidate_nodes"] = Texts(wish.Candidates),
            ["traits"] = Texts(wish.Traits),
        };
        var reply = await ChangeAsync(
            HttpMethod.Post, "/v1/allocations", body, Allocate, async () => await FindAllocationAsync(instanceUuid, cancellation) is not null, cancellation);

        // A duplicate is our own, of a request whose answer was lost.
        if (reply is not { Status: 409 } || await FindAllocationAsync(instanceUuid, cancellation) is null)
        {
            Check(Allocate, reply);
        }

        for (var due = time.GetUtcNow() + options.Value.Deadlines.Register; ;)
        {
            var allocation = await FindAllocationAsync(instanceUuid, cancellation);
            switch (allocation.Text("state"))
            {
                case "active" when allocation.Text("node_uuid") is { } chosen:
                    return chosen;
                case null or "error":
                    await FreeAsync(instanceUuid, cancellation);
                    return null;
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"Ironic did not choose a server within {options.Value.Deadlines.Register}", allocation.Text("state"), Allocate);
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    public async Task<string?> FreeAsync(string instanceUuid, CancellationToken cancellation)
    {
        if (await MinorAsync(cancellation) < AllocationsSince || await FindAllocationAsync(instanceUuid, cancellation) is null)
        {
            return null;
        }

        var reply = await ChangeAsync(
            HttpMethod.Delete, $"/v1/allocations/{instanceUuid}", null, Allocate, async () => await FindAllocationAsync(instanceUuid, cancellation) is null, cancellation);
        if (reply is { Status: not 404 })
        {
            Check(Allocate, reply);
        }

        return "the allocation in Ironic is dropped";
    }

    /// <summary>Without allocations the first who writes his instance into the node has it.</summary>
    private async Task<string?> TakeFirstAsync(string instanceUuid, ServerWish wish, CancellationToken cancellation)
    {
        foreach (var candidate in wish.Candidates)
        {
            try
            {
                await TakeAsync(candidate, instanceUuid, cancellation);
                return candidate;
            }
            catch (DriverException taken) when (taken.Kind is DriverFault.Refused or DriverFault.Missing)
            {
                // The next one.
            }
        }

        return null;
    }

    private async Task<JsonNode?> FindAllocationAsync(string uuid, CancellationToken cancellation)
    {
        var reply = await SendPatientlyAsync(HttpMethod.Get, $"/v1/allocations/{uuid}", null, Allocate, cancellation);
        return reply switch
        {
            { IsSuccess: true, Body: { } allocation } => allocation,
            { Status: 404 } => null,
            _ => throw IronicFailures.Refused(Allocate, reply),
        };
    }

    private async Task<int> MinorAsync(CancellationToken cancellation)
    {
        var version = await connection.AgreeAsync(cancellation);
        return int.Parse(version.AsSpan(version.IndexOf('.', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
