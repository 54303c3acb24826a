namespace Valence.DriverContract;

/// <summary>How a pod manager looked when it was last asked.</summary>
/// <param name="Status">One of <see cref="Online"/>, <see cref="Offline"/>, <see cref="Unknown"/> (valence-api 2.8).</param>
/// <param name="Reason">Why it is not online; null when it is.</param>
public sealed record PodHealth(string Status, string? Reason)
{
    public const string Online = "Online";
    public const string Offline = "Offline";
    public const string Unknown = "Unknown";

    public static PodHealth Well() => new(Online, null);

    public static PodHealth Ill(string reason) => new(Offline, reason);
}
