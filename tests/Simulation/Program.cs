using SpecimenLogistics.Simulation;

return args is ["--self-check"] ? SelfCheck.Run() : Batch.Parse(args) is { } batch ? batch.Run() : Batch.Usage();
