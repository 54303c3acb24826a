namespace ValenceCore.Access;

/// <summary>How long a request is meant to take, which decides its time limit.</summary>
internal enum Pace
{
    /// <summary>Answered from the store, or after a few short questions.</summary>
    Quick,

    /// <summary>Answered when hardware has done its work.</summary>
    Waits,

    /// <summary>Answered as long as somebody listens.</summary>
    Streams,
}
