"""A ward of four for two weeks in the public text format, invented here."""

TEXT = """# a ward
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
N,600,E

SECTION_STAFF
A,E=14|N=2,4800,3360,5,2,2,1
B,E=14|N=14,4800,3360,5,2,2,1
C,E=14|N=0,4800,3360,5,2,2,2
D,E=14|N=14,4800,3360,5,2,2,1

SECTION_DAYS_OFF
A,3
B,9,10

SECTION_SHIFT_ON_REQUESTS
A,5,E,4
D,1,N,2

SECTION_SHIFT_OFF_REQUESTS
C,6,E,3

SECTION_COVER
""" + "".join(f"{day},E,1,100,1\n{day},N,1,100,1\n" for day in range(14))
