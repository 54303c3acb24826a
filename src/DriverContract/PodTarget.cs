namespace Valence.DriverContract;

/// <summary>The pod manager that a driver is for.</summary>
/// <param name="Url">As registered, without credentials.</param>
public sealed record PodTarget(string Uuid, string Name, Uri Url, PodCredentials Credentials);

/// <summary>What a pod manager is logged in with; never printed.</summary>
public sealed record PodCredentials(string Username, string Password)
{
    public override string ToString() => $"{Username}:******";
}
