namespace ValenceCore.Doctor;

/// <summary>What one check saw.</summary>
/// <param name="Check">What was looked at, e.g. <c>database</c> or <c>pod-a: certificate</c>.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Detail">What was seen; carries no secret.</param>
/// <param name="Next">What to do about it; null where nothing is to be done.</param>
public sealed record DoctorFinding(string Check, DoctorVerdict Verdict, string Detail, string? Next = null)
{
    internal static DoctorFinding Ok(string check, string detail) => new(check, DoctorVerdict.Ok, detail);

    internal static DoctorFinding Warning(string check, string detail, string? next) => new(check, DoctorVerdict.Warning, detail, next);

    internal static DoctorFinding Problem(string check, string detail, string? next) => new(check, DoctorVerdict.Problem, detail, next);
}

/// <summary>A problem keeps the service or a pod from working; a warning may do so later.</summary>
public enum DoctorVerdict
{
    Ok,
    Warning,
    Problem,
}
