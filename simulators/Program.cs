using SpecimenLogistics.Simulators.Verbs;

if (args is ["truth", ..]) return TruthVerb.Run(args.AsSpan(1));

Console.Error.WriteLine("Verbs: truth.");
return 64;
