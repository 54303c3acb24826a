using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Registration;

namespace ValenceCore.Instances;

/// <summary>Tries another pod or server when one has failed, within <see cref="InstanceOptions.Attempts"/>; what nobody can do, or the caller has to mend,
/// is not tried again.</summary>
internal sealed class InstanceAttempts(IOptions<ValenceCoreOptions> options) : IAttemptPolicy
{
    public JsonObject? Next(Operation failed)
    {
        if (failed.Error is not { } error || Attempts.Of(failed).Count + 1 >= options.Value.Instances.Attempts || !MayPass(error))
        {
            return null;
        }

        var next = new JsonObject();
        Add(next, failed, InstanceKeys.TriedPods, (string?)failed.Data[ComposeKeys.PodId]);
        Add(next, failed, InstanceKeys.TriedServers, (string?)failed.Data[InstanceKeys.Composed] == InstanceKeys.No ? (string?)failed.Data[RegistrationKeys.IronicUuid] : null);
        return next;
    }

    /// <summary>All pods are asked within one attempt, so that what they all refuse stands.</summary>
    private static bool MayPass(Failure error) =>
        error.Fault is Fault.Pod or Fault.Ironic && error.Status is >= 500 or 409 && !(error.Status == 409 && error.Stage is "allocate" or "schedule");

    private static void Add(JsonObject next, Operation failed, string key, string? tried)
    {
        var all = (failed.Data[key] as JsonArray ?? []).Select(one => one!.GetValue<string>()).ToList();
        if (tried is not null && !all.Contains(tried))
        {
            all.Add(tried);
        }

        next[key] = new JsonArray([.. all.Select(one => JsonValue.Create(one))]);
    }
}
