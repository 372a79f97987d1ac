* Placewright 0.1.0: a problem without a name
* Minimise present worth in EUR over 3 years
* 6 columns (2 whole), 6 rows
NAME program FREE
ROWS
 N cost
 E r0
 L r1
 L r2
 L r3
 L r4
 L r5
COLUMNS
 x0 cost 0
 x1 cost 7598.980893459081
 x1 r0 1
 x1 r1 2.57201646090535
 x1 r4 1
 x1 r5 1.265432098765432
 x2 cost 266412.31382333726
 x2 r0 1
 x2 r2 2.57201646090535
 m0 'MARKER' 'INTORG'
 x3 cost 35400.29598536829
 x3 r1 -1
 x3 r3 1
 x3 r5 0.18
 x4 cost 35462.58192348727
 x4 r3 -3
 x4 r4 -1
 m1 'MARKER' 'INTEND'
 x5 cost 0
RHS
 rhs r0 1
 rhs r2 64
 rhs r5 28.571428571428573
BOUNDS
 FX bnd x0 1
 LO bnd x1 0
 UP bnd x1 1
 LO bnd x2 0
 UP bnd x2 1
 LO bnd x3 0
 UP bnd x3 3
 LO bnd x4 0
 UP bnd x4 1
 FX bnd x5 1
ENDATA
