using Microsoft.Extensions.Options;
using ValenceCore.Access;

namespace ValenceCore.Doctor;

/// <summary>Whether the service listens where it may.</summary>
internal sealed class ListeningExamination(IOptions<ValenceCoreOptions> options)
{
    /// <param name="addresses">Where the host listens; empty where nobody knows.</param>
    public IReadOnlyList<DoctorFinding> Examine(IReadOnlyCollection<string> addresses)
    {
        const string check = "listening";
        var access = options.Value.Access;
        return addresses.Count == 0 ? []
            : Listening.ProblemOf(access, addresses) is { } problem ? [DoctorFinding.Problem(check, problem.Detail, problem.Next)]
            : Listening.WarningOf(access, addresses) is { } warning ? [DoctorFinding.Warning(check, warning.Detail, warning.Next)]
            : [DoctorFinding.Ok(check, $"{string.Join(", ", addresses)} with authentication '{access.Mode}'")];
    }
}
