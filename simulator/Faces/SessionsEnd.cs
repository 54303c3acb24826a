namespace Simulator.Faces;

/// <summary>A feature of a request before which sessions end. A face that has sessions ends them before it asks who is there; others do not mind.</summary>
/// <param name="OfCallerOnly">Only that with which the request comes.</param>
public sealed record SessionsEnd(bool OfCallerOnly);
