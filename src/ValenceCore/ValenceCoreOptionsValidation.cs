using Microsoft.Extensions.Options;
using ValenceCore.Placement;
using ValenceCore.Store;

namespace ValenceCore;

/// <summary>Lists everything wrong with the options, by the option's name.</summary>
internal sealed class ValenceCoreOptionsValidation : IValidateOptions<ValenceCoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ValenceCoreOptions options)
    {
        var problems = new List<string>();
        if (DatabaseAddress.Problem(options.Database) is { } databaseProblem)
        {
            problems.Add($"Database: {databaseProblem}");
        }

        else if (DatabaseAddress.Parse(options.Database).Kind == StoreKind.Postgres && options.KeyDirectory is null)
        {
            problems.Add("KeyDirectory: is needed with PostgreSQL, a folder that all replicas share");
        }

        if (string.IsNullOrWhiteSpace(options.Replica) || options.Replica.Contains('/', StringComparison.Ordinal) || options.Replica.Length > 150)
        {
            problems.Add("Replica: must be a name of at most 150 characters without '/'");
        }

        if (options.ConcurrentOperations < 1)
        {
            problems.Add("ConcurrentOperations: must be at least 1");
        }

        if (options.Deadlines.Revert < TimeSpan.Zero)
        {
            problems.Add("Deadlines.Revert: must not be negative; zero for one attempt");
        }

        if (!PlacementPolicies.Names.Contains(options.Placement))
        {
            problems.Add($"Placement: there is no policy '{options.Placement}', use one of {string.Join(", ", PlacementPolicies.Names)}");
        }

        if (options.PodLimits is { ConcurrentRequests: < 1 } or { RequestsPerSecond: < 1 })
        {
            problems.Add("PodLimits: ConcurrentRequests and RequestsPerSecond must be at least 1");
        }

        if (options.KeyDirectory is { Length: 0 })
        {
            problems.Add("KeyDirectory: an empty path; leave it out for the default");
        }

        if (options.PollInterval < TimeSpan.Zero)
        {
            problems.Add("PollInterval: must not be negative; zero switches polling off");
        }

        if (options.Instances is { Quota: < 0 } or { Attempts: < 1 })
        {
            problems.Add("Instances: Quota must not be negative, Attempts at least 1");
        }

        problems.AddRange(IronicOptionsValidation.Problems(options.Ironic));

        if (string.IsNullOrWhiteSpace(options.PassThrough.PodManager ?? "none"))
        {
            problems.Add("PassThrough.PodManager: must not be empty; leave it out to switch the pass-through off");
        }

        problems.AddRange(options.PassThrough.Allow.Where(segment => segment.Length == 0 || !segment.All(char.IsAsciiLetterOrDigit))
            .Select(segment => $"PassThrough.Allow: '{segment}' is not the name of a segment, e.g. Nodes"));
        if (options.PassThrough.MaxBytes <= 0)
        {
            problems.Add("PassThrough.MaxBytes: must be above zero");
        }

        (string Name, TimeSpan Value)[] spans =
        [
            ("LongestPollInterval", options.LongestPollInterval),
            ("Ironic.PollInterval", options.Ironic.PollInterval),
            ("Deadlines.Compose", options.Deadlines.Compose),
            ("Deadlines.Release", options.Deadlines.Release),
            ("Deadlines.Register", options.Deadlines.Register),
            ("Deadlines.Provide", options.Deadlines.Provide),
            ("Deadlines.Operation", options.Deadlines.Operation),
            ("Deadlines.Pending", options.Deadlines.Pending),
            ("ReplicaCheckIn", options.ReplicaCheckIn),
            ("OperationTimeouts.PodRequest", options.OperationTimeouts.PodRequest),
            ("OperationTimeouts.PodSilence", options.OperationTimeouts.PodSilence),
            ("OperationTimeouts.PodLongRequest", options.OperationTimeouts.PodLongRequest),
            ("OperationTimeouts.IronicRequest", options.OperationTimeouts.IronicRequest),
            ("OperationTimeouts.Settle", options.OperationTimeouts.Settle),
            ("OperationTimeouts.AssemblePoll", options.OperationTimeouts.AssemblePoll),
        ];
        problems.AddRange(spans.Where(span => span.Value <= TimeSpan.Zero).Select(span => $"{span.Name}: must be longer than zero"));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
