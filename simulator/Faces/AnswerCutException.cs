namespace Simulator.Faces;

/// <summary>Ends a request in the middle of its answer, as a fault rule asked for: the server closes the connection. Not a bug, and not logged as one.</summary>
internal sealed class AnswerCutException : Exception;
