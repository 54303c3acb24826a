namespace Simulator.Redfish;

/// <summary>Messages about deliveries. Ids and arguments: message registry Base 1.22; the sentences are ours.</summary>
internal static class EventMessages
{
    public static RedfishMessage DestinationNotAllowed(string destination) => MessageRegistries.Base.Message(
        "AccessDenied", [destination], $"Nothing is sent to {destination}: it is not on this machine, and whoever started the service did not allow others.",
        "Start the simulator with --remote-events, or subscribe with a destination on loopback.");

    public static RedfishMessage DestinationSilent(string destination) => MessageRegistries.Base.Message(
        "CouldNotEstablishConnection", [destination], $"{destination} did not take events in all retries; deliveries are suspended.",
        "Mend the destination and resume the subscription.");
}
