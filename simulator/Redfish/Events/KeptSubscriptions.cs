using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Keeping;

namespace Simulator.Redfish;

/// <summary>
/// Webhooks in a file, so that they survive a restart (EventDestination v1_16_0). Readable by its owner only: headers of a
/// subscription may carry secrets.
/// </summary>
internal sealed partial class KeptSubscriptions(string file, ILogger<KeptSubscriptions> logger)
{
    /// <summary>None when there is no file, or when it is not one of ours: a rack starts all the same.</summary>
    public IReadOnlyList<Subscription> Read()
    {
        try
        {
            return File.Exists(file) ? [.. (JsonSerializer.Deserialize(File.ReadAllBytes(file), KeptSubscriptionsJsonContext.Default.IReadOnlyListSubscription) ?? []).Where(IsWhole)] : [];
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            Log.NotRead(logger, file, broken.Message);
            return [];
        }
    }

    /// <summary>A full disk does not stop the service; the log tells that the next start will not know.</summary>
    public void Write(IReadOnlyList<Subscription> subscriptions)
    {
        try
        {
            OwnerFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(subscriptions, KeptSubscriptionsJsonContext.Default.IReadOnlyListSubscription));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, file, broken.Message);
        }
    }

    private static bool IsWhole(Subscription? subscription) =>
        subscription is { Id: not null, IsStream: false, Filter: not null, HttpHeaders: not null } && Uri.TryCreate(subscription.Destination, UriKind.Absolute, out _);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event subscriptions of the last run are lost: {File} cannot be read ({Reason})")]
        public static partial void NotRead(ILogger logger, string file, string reason);

        [LoggerMessage(2, LogLevel.Warning, "Event subscriptions will not survive a restart: {File} cannot be written ({Reason})")]
        public static partial void NotWritten(ILogger logger, string file, string reason);
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Subscription>))]
internal sealed partial class KeptSubscriptionsJsonContext : JsonSerializerContext;
