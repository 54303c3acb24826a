using Microsoft.Extensions.Options;
using ValenceCore.PodManagers;
using ValenceCore.Keystone;

namespace ValenceCore.Access;

/// <summary>Lists everything wrong with access and limits, by the option's name.</summary>
internal sealed class AccessOptionsValidation : IValidateOptions<ValenceCoreOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    /// <summary>What a timer of the platform can wait.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(45);

    public ValidateOptionsResult Validate(string? name, ValenceCoreOptions options)
    {
        var access = options.Access;
        var problems = access.Mode switch
        {
            AccessModes.None => [],
            AccessModes.Token => OfTokens(access.Tokens),
            AccessModes.HttpBasic => OfUsers(access.Users),
            AccessModes.Keystone => OfKeystone(access.Keystone),
            _ => [$"Access.Mode: '{access.Mode}' is not a mode, use one of {string.Join(", ", AccessModes.All)}"],
        };
        problems.AddRange(OfAudit(options.Audit));
        problems.AddRange(OfLimits(options.Limits));
        problems.AddRange(access.AllowedPodHosts
            .Select(AllowedPodHosts.ProblemOfEntry).OfType<string>().Select(problem => $"Access.AllowedPodHosts: {problem}"));
        if (access.RememberFor < TimeSpan.Zero)
        {
            problems.Add("Access.RememberFor: must not be negative; zero checks every request");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static List<string> OfTokens(IList<AccessTokenOptions> tokens)
    {
        var problems = OfNames("Access.Tokens", [.. tokens.Select(token => (token.Name, token.Role))]);
        problems.AddRange(tokens
            .Select((token, position) => (token.Sha256, position))
            .Where(pair => pair.Sha256.Length != 64 || !pair.Sha256.All(char.IsAsciiHexDigit))
            .Select(pair => $"Access.Tokens[{pair.position}].Sha256: must be the 64 hex digits of the token's SHA-256"));
        return problems;
    }

    private static List<string> OfUsers(IList<AccessUserOptions> users)
    {
        var problems = OfNames("Access.Users", [.. users.Select(user => (user.Name, user.Role))]);
        for (var position = 0; position < users.Count; position++)
        {
            if (users[position].Name.Contains(':', StringComparison.Ordinal))
            {
                problems.Add($"Access.Users[{position}].Name: must not hold a colon (RFC 7617)");
            }

            if (!PasswordHashes.IsHash(users[position].PasswordHash))
            {
                problems.Add($"Access.Users[{position}].PasswordHash: is not a password hash of this program");
            }
        }

        return problems;
    }

    private static List<string> OfNames(string option, IReadOnlyList<(string Name, string Role)> rows)
    {
        var problems = new List<string>();
        if (rows.Count == 0)
        {
            problems.Add($"{option}: is empty, so that nobody could log in");
        }

        for (var position = 0; position < rows.Count; position++)
        {
            if (rows[position].Name.Length == 0 || rows.Take(position).Any(row => row.Name == rows[position].Name))
            {
                problems.Add($"{option}[{position}].Name: must be given, and once only");
            }

            if (Roles.Parse(rows[position].Role) is null)
            {
                problems.Add($"{option}[{position}].Role: '{rows[position].Role}' is not a role, use one of {Roles.Names}");
            }
        }

        return problems;
    }

    private static List<string> OfKeystone(KeystoneOptions keystone)
    {
        var problems = KeystoneLoginValidation.Problems("Access.Keystone", keystone).ToList();
        if (keystone.ServiceToken is null != (keystone.HasPassword || keystone.HasApplicationCredential))
        {
            problems.Add("Access.Keystone: give either ServiceToken, or Username and Password, or ApplicationCredentialId and ApplicationCredentialSecret");
        }

        problems.AddRange(keystone.Roles
            .Where(pair => Roles.Parse(pair.Value) is null)
            .Select(pair => $"Access.Keystone.Roles.{pair.Key}: '{pair.Value}' is not a role, use one of {Roles.Names}"));
        return problems;
    }

    private static IEnumerable<string> OfAudit(AuditOptions audit)
    {
        (string Name, bool IsWrong, string Problem)[] rules =
        [
            ("KeepFor", audit.KeepFor < TimeSpan.Zero || audit.KeepFor > Longest, "must be from zero, which forgets nothing for its age, to 100 years"),
            ("KeepEntries", audit.KeepEntries < 0, "must not be negative; zero forgets nothing for its number"),
            ("PruneInterval", audit.PruneInterval < TimeSpan.Zero || audit.PruneInterval > LongestTimer, "must be from zero, which switches it off, to 45 days"),
        ];
        return rules.Where(rule => rule.IsWrong).Select(rule => $"Audit.{rule.Name}: {rule.Problem}");
    }

    private static IEnumerable<string> OfLimits(LimitOptions limits)
    {
        (string Name, bool IsWrong, string Problem)[] rules =
        [
            ("BodyBytes", limits.BodyBytes < 1, "must be above zero"),
            ("JsonDepth", limits.JsonDepth is < 8 or > 48, "must be from 8 to 48, since a body is stored inside another"),
            ("RequestTime", limits.RequestTime <= TimeSpan.Zero, "must be longer than zero"),
            ("WaitingRequestTime", limits.WaitingRequestTime <= TimeSpan.Zero, "must be longer than zero"),
            ("ConcurrentRequests", limits.ConcurrentRequests < 1, "must be above zero"),
            ("ConcurrentStreams", limits.ConcurrentStreams < 1, "must be above zero"),
            ("RequestsPerSecond", limits.RequestsPerSecond < 0, "must not be negative; zero: no limit"),
            ("FailedLoginsPerMinute", limits.FailedLoginsPerMinute < 0, "must not be negative; zero: no limit"),
        ];
        return rules.Where(rule => rule.IsWrong).Select(rule => $"Limits.{rule.Name}: {rule.Problem}");
    }
}
