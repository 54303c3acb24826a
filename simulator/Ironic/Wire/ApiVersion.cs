using System.Globalization;

namespace Simulator.Ironic;

/// <summary>A microversion of the Bare Metal API, <c>1.1</c> to <c>1.95</c>.</summary>
internal readonly record struct ApiVersion(int Minor)
{
    public const string Header = "X-OpenStack-Ironic-API-Version";
    public const string MinimumHeader = "X-OpenStack-Ironic-API-Minimum-Version";
    public const string MaximumHeader = "X-OpenStack-Ironic-API-Maximum-Version";

    /// <summary>In effect when a request names none.</summary>
    public static readonly ApiVersion Oldest = new(1);

    /// <summary>The newest that is implemented; a service may offer less (<see cref="IronicSettings.NewestVersion"/>).</summary>
    public static readonly ApiVersion Largest = new(IronicSettings.LargestVersion);

    /// <summary>False for a major other than 1, a minor out of range, or text that is no version.</summary>
    public static bool TryParse(string text, ApiVersion newest, out ApiVersion version)
    {
        version = Oldest;
        if (string.Equals(text, "latest", StringComparison.OrdinalIgnoreCase))
        {
            version = newest;
            return true;
        }

        if (text.StartsWith("1.", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && minor >= Oldest.Minor && minor <= newest.Minor)
        {
            version = new ApiVersion(minor);
            return true;
        }

        return false;
    }

    /// <summary>True when something that came with <c>1.<paramref name="since"/></c> may be used.</summary>
    public bool Has(int since) => Minor >= since;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"1.{Minor}");
}
