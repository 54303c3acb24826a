using Simulator.Time;

namespace Simulator.Ironic;

/// <summary>One exchange with a node's machine.</summary>
/// <param name="Hold">Keeps the virtual clock still meanwhile; waits inside the exchange go through it.</param>
internal sealed record BmcCall(IronicNode Node, ClockHold Hold, CancellationToken Cancellation);

/// <summary>A machine did not do what was asked; the message is for people.</summary>
internal sealed class BmcException(string message, Exception? inner = null) : Exception(message, inner);
