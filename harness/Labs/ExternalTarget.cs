using Harness.Drivers.Wire;

namespace Harness.Labs;

/// <summary>
/// A pod of somebody else's that features run against, from the environment: <c>TARGET=external</c> with <c>POD_URL</c>, <c>POD_USER</c>,
/// <c>POD_PASSWORD</c>, <c>POD_CA</c> (<c>sha256:…</c> or a PEM file), <c>POD_DRIVER</c>, <c>IRONIC_URL</c>, <c>DESTRUCTIVE=true</c>.
/// </summary>
/// <param name="Ca">How its certificate is checked, in the words of <c>verify_ca</c>; null: by this machine's authorities.</param>
/// <param name="Driver">Null for the default.</param>
/// <param name="Ironic">Null where there is none.</param>
/// <param name="MayDestroy">Nodes may be switched and drives erased.</param>
public sealed record ExternalTarget(Uri Pod, string User, string Password, string? Ca, string? Driver, Uri? Ironic, bool MayDestroy)
{
    private static readonly Lazy<ExternalTarget?> FromEnvironment = new(() => Read(Environment.GetEnvironmentVariable));

    /// <summary>Null: every scenario has a lab of its own.</summary>
    /// <exception cref="InvalidOperationException">The environment asks for it and does not say all that is needed.</exception>
    public static ExternalTarget? Current => FromEnvironment.Value;

    public Trust Trust => Ca is null ? Trust.Machine : new Trust(Ca);

    public static ExternalTarget? Read(Func<string, string?> variable)
    {
        var problems = new List<string>();
        if (variable("TARGET") is not { Length: > 0 } target || target == "lab")
        {
            return null;
        }

        if (target != "external")
        {
            problems.Add($"TARGET is '{target}'; it is lab (the default) or external");
        }

        var (pod, ironic) = (Address("POD_URL", isNeeded: true), Address("IRONIC_URL", isNeeded: false));
        var (user, password) = (Needed("POD_USER"), Needed("POD_PASSWORD"));
        var ca = variable("POD_CA") is { Length: > 0 } text ? Ca(text) : null;
        return problems.Count == 0
            ? new ExternalTarget(pod!, user, password, ca, variable("POD_DRIVER"), ironic, variable("DESTRUCTIVE") == "true")
            : throw new InvalidOperationException($"TARGET=external: {string.Join("; ", problems)}.");

        string Needed(string name)
        {
            var value = variable(name) ?? "";
            if (value.Length == 0)
            {
                problems.Add($"{name} is missing");
            }

            return value;
        }

        Uri? Address(string name, bool isNeeded)
        {
            if (variable(name) is not { Length: > 0 } given)
            {
                problems.AddRange(isNeeded ? [$"{name} is missing"] : []);
                return null;
            }

            if (Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return new Uri(url!.GetLeftPart(UriPartial.Authority) + "/");
            }

            problems.Add($"{name} is '{given}'; write it as https://HOST:PORT");
            return null;
        }

        string? Ca(string given)
        {
            var trust = Trust.Parse(given, out var problem);
            problems.AddRange(problem is null ? [] : [$"POD_CA is '{given}': {problem}"]);
            return trust?.Text;
        }
    }

    public override string ToString() => $"ExternalTarget {{ Pod = {Pod}, User = {User} }}";
}
